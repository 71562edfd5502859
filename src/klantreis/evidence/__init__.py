"""Evidence: what customers said and rated, scored; and the rules that bind events to touchpoints."""
