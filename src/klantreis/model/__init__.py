"""The nouns: what a customer journey is made of. No verbs live here."""
