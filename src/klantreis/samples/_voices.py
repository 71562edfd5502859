"""What customers say: sentences about a touchpoint, put together so that no two sound alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.random import RandomState

from klantreis.samples._language import Tongue

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """Whole sentences about one touchpoint, each in Dutch and in English."""

    bad: tuple[Pair, ...]
    good: tuple[Pair, ...]


OPEN_BAD: tuple[Pair, ...] = (
    ("Jammer.", "A pity."),
    ("Dit kan echt beter.", "This really can be better."),
    ("Ik ben hier niet blij mee.", "I am not happy with this."),
    ("Wat een gedoe.", "What a hassle."),
    ("Teleurstellend.", "Disappointing."),
    ("Eerlijk gezegd viel het tegen.", "To be honest, it was a let-down."),
    ("Nou nee.", "Not great."),
    ("Hier had ik meer van verwacht.", "I expected more of this."),
    ("Helaas.", "Sadly not."),
    ("Ik baal hiervan.", "This annoys me."),
    ("Niet handig.", "Not convenient."),
    ("Slecht geregeld.", "Badly arranged."),
    ("Dit ging niet goed.", "This did not go well."),
    ("Ik snap er niets van.", "I do not get it at all."),
    ("Het duurde en het duurde.", "It went on and on."),
)
OPEN_GOOD: tuple[Pair, ...] = (
    ("Top!", "Great!"),
    ("Prima geregeld.", "Well arranged."),
    ("Fijn.", "Nice."),
    ("Heel tevreden.", "Very pleased."),
    ("Dat ging vlot.", "That went smoothly."),
    ("Niets op aan te merken.", "Nothing to complain about."),
    ("Complimenten.", "Well done."),
    ("Super.", "Brilliant."),
    ("Gewoon goed.", "Simply good."),
    ("Keurig.", "Spot on."),
    ("Lekker makkelijk.", "Nice and easy."),
    ("Dik in orde.", "All good."),
    ("Ik ben er blij mee.", "I am happy with it."),
    ("Beter dan verwacht.", "Better than expected."),
    ("Mooi zo.", "Lovely."),
)
OPEN_MIDDLE: tuple[Pair, ...] = (
    ("Gaat wel.", "It was all right."),
    ("Redelijk.", "Fair enough."),
    ("Niet slecht, niet goed.", "Not bad, not good."),
    ("Op zich prima.", "Fine in itself."),
    ("Dubbel gevoel.", "Mixed feelings."),
    ("Kan ermee door.", "It will do."),
    ("Wisselend.", "It varied."),
    ("Geen uitschieter.", "Nothing special."),
    ("Matig.", "So-so."),
    ("Er valt nog wat te winnen.", "There is room for improvement."),
)
CLOSE_BAD: tuple[Pair, ...] = (
    ("Doe hier iets aan.", "Please do something about this."),
    ("Volgende keer ga ik ergens anders heen.", "Next time I will go somewhere else."),
    ("Dat moet toch anders kunnen.", "There must be another way."),
    ("Zonde van mijn tijd.", "A waste of my time."),
    ("Ik had graag gehoord waar ik aan toe was.", "I would have liked to know where I stood."),
    ("Dit raad ik niemand aan.", "I would not recommend this."),
    ("Ik hoop dat u er iets mee doet.", "I hope you act on this."),
    ("Het kostte me een hele avond.", "It took me a whole evening."),
    ("Ik wacht nog steeds op een reactie.", "I am still waiting for a reply."),
    ("Zo moeilijk kan het toch niet zijn?", "It cannot be that hard, can it?"),
    ("Luister nu eens naar mensen.", "Do listen to people for once."),
    ("Ik heb er twee keer over moeten bellen.", "I had to call about it twice."),
    ("Voor mij hoeft het zo niet meer.", "I have had enough of it."),
)
CLOSE_GOOD: tuple[Pair, ...] = (
    ("Ga zo door.", "Keep it up."),
    ("Dank jullie wel!", "Thank you!"),
    ("Dat scheelt een hoop gedoe.", "That saves a lot of trouble."),
    ("Zo hoort het.", "That is how it should be."),
    ("Ik vertel het door.", "I will tell others."),
    ("Precies wat ik nodig had.", "Exactly what I needed."),
    ("Aangenaam verrast.", "Pleasantly surprised."),
    ("Het was in een paar minuten klaar.", "It was done in a few minutes."),
    ("Daar word ik vrolijk van.", "That makes me smile."),
    ("Duidelijk en vriendelijk.", "Clear and friendly."),
    ("Niks te klagen dus.", "No complaints, then."),
    ("Zo wil je het hebben.", "Just how you want it."),
    ("Een pluim voor het team.", "Hats off to the team."),
)


def words_for(rng: RandomState, share: float, voice: Voice, t: Tongue) -> str:
    """Return what someone writes with a score, or nothing: most write only if they feel strongly.

    Parameters
    ----------
    share
        The score as a share of its scale, 0–1.
    """
    luck = rng.random_sample(12).tolist()
    if luck[0] > 0.3 + 0.5 * abs(share - 0.5):
        return ""
    sentences = [s for s in _sentences(luck, share, voice) if s]
    return _typed(luck, " ".join(t(*s) for s in sentences))


def _sentences(luck: Sequence[float], share: float, voice: Voice) -> list[Pair | None]:
    if share < 0.45:
        return [
            _maybe(luck[1], 0.45, OPEN_BAD, luck[2]),
            _pick(voice.bad, luck[3]),
            _maybe(luck[4], 0.15, voice.bad, luck[3] + 0.4),
            _maybe(luck[5], 0.35, CLOSE_BAD, luck[6]),
        ]
    if share > 0.68:
        return [
            _maybe(luck[1], 0.5, OPEN_GOOD, luck[2]),
            _pick(voice.good, luck[3]),
            _maybe(luck[4], 0.15, voice.good, luck[3] + 0.4),
            _maybe(luck[5], 0.3, CLOSE_GOOD, luck[6]),
        ]
    return [
        _maybe(luck[1], 0.6, OPEN_MIDDLE, luck[2]),
        _maybe(luck[4], 0.6, voice.good, luck[3]),
        _pick(voice.bad, luck[6]),
    ]


def _maybe(luck: float, chance: float, pairs: tuple[Pair, ...], at: float) -> Pair | None:
    return _pick(pairs, at) if luck < chance else None


def _pick(pairs: tuple[Pair, ...], at: float) -> Pair:
    return pairs[int(at % 1 * len(pairs))]


def _typed(luck: Sequence[float], text: str) -> str:
    if luck[8] < 0.16:
        text = text[0].lower() + text[1:] if not text.startswith("I ") else text
    if luck[9] < 0.2:
        text = text.rstrip(".")
    return text + "!!" if luck[10] < 0.02 and text[-1].isalpha() else text
