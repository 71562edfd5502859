"""Names of columns as words, and what each is known to mean in Dutch and English."""

from __future__ import annotations

import re

KNOWN: dict[str, str] = {
    "customer": """klant klantid klant_id klantnummer klant_nummer klantnr klant_nr customer customer_id
        customerid customernumber customer_number custid user_id userid user user_pseudo_id
        gebruiker gebruiker_id gebruikerid gebruikersid bezoeker bezoeker_id bezoekerid visitor visitor_id
        visitorid case_concept_name case_id caseid case case_key client_id clientid client patient patient_id
        patientid member_id member lid lidnummer person_id person persoon persoon_id contact_id
        account_id account household_id huishouden burger inwoner aanvrager verzekerde verzekerdenummer
        subscriber_id subscriber student_id student profile_id distinct_id domain_userid anonymous_id
        anonymousid uid cid polisnummer zaaknummer zaak_id zaakid zaak dossier dossiernummer trace_id
        trace order_id ordernummer ticket_id ticket incident_id incident email e_mail id""",
    "touchpoint": """touchpoint touch_point contactpunt contactmoment event event_name eventname activity
        activity_name activityname activiteit activiteitnaam concept_name handling handeling stap step
        step_name stapnaam gebeurtenis gebeurtenisnaam actie action interaction interactie event_type
        eventtype event_action task task_name taak contact page pagina page_title paginatitel screen
        screen_name scherm page_name page_path page_url url stage phase fase status state type name naam""",
    "time": """timestamp tijdstip tijdstempel event_timestamp eventtimestamp time_timestamp event_time
        eventtime datetime date_time datumtijd datum_tijd time tijd ts occurred_at occurredat happened_at
        event_datetime event_ts derived_tstamp collector_tstamp tstamp server_time created_at createdat
        created aangemaakt aangemaakt_op complete_timestamp completetime completed_at end_timestamp
        start_timestamp starttime start_time received_at date datum dag event_date when wanneer""",
    "channel": """kanaal channel contactkanaal kanaalnaam channel_name contact_channel platform medium
        utm_medium kanaal_naam""",
    "message_id": "message_id messageid bericht_id berichtid msg_id insert_id insertid",
}
"""Whole names, the surest first."""

PARTS: dict[str, frozenset[str]] = {
    "customer": frozenset(
        [
            "klant",
            "customer",
            "user",
            "gebruiker",
            "bezoeker",
            "visitor",
            "client",
            "patient",
            "member",
            "case",
        ]
    ),
    "touchpoint": frozenset(
        ["touchpoint", "event", "activity", "activiteit", "stap", "step", "gebeurtenis", "actie", "action"]
    ),
    "time": frozenset(["timestamp", "tijdstip", "time", "tijd", "datum", "date", "datetime", "tstamp"]),
    "channel": frozenset(("kanaal", "channel")),
    "message_id": frozenset(),
}
"""Words that, within a longer name, hint at a part."""

SESSIONS = frozenset(
    (
        *("session", "session_id", "sessionid", "ga_session_id", "domain_sessionid", "visit", "visit_id"),
        *("sessie", "sessie_id", "sessieid", "bezoek", "bezoek_id"),
    )
)


def words(name: str) -> list[str]:
    """Return the words of a name, in lower case.

    Examples
    --------
    >>> words("eventTimestamp"), words("case:concept:name"), words("Klant-nr.")
    (['event', 'timestamp'], ['case', 'concept', 'name'], ['klant', 'nr'])
    """
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return [w for w in re.split(r"[^0-9a-zà-ÿ]+", apart.lower()) if w]


def name_score(role: str, name: str) -> tuple[int, str]:
    """Return how well a name fits a part, 0 to 100, and why.

    Examples
    --------
    >>> name_score("customer", "Klantnummer")[0] > name_score("customer", "session_id")[0] > 0
    True
    """
    parts = words(name)
    joined, known = "_".join(parts), KNOWN[role].split()
    for form in (joined, joined.replace("_", "")):
        if form in known:
            return 100 - 40 * known.index(form) // len(known), f"the name {name!r} says so"
    if role == "customer" and (joined in SESSIONS or joined.replace("_", "") in SESSIONS):
        return 35, "a session, for want of a customer"
    hints = PARTS[role] & set(parts)
    if hints:
        return 50 - 2 * min(len(parts), 10), f"the name holds {sorted(hints)[0]!r}"
    return 0, ""
