/** Words of choosing a passphrase, wherever one is chosen. */
export const passphraseWords = {
  fr: {
    new: 'Phrase de passe',
    again: 'La même, encore une fois',
    hint: 'Au moins 12 caractères. Quatre mots tirés au hasard se retiennent bien.',
    different: 'Les deux phrases ne sont pas identiques.',
    noReset: 'Personne ne peut la réinitialiser : sans elle, les données sont illisibles. Notez-la sur papier, en lieu sûr.',
    strength: { short: 'Trop courte', fair: 'Acceptable', good: 'Bonne' },
    show: 'Montrer ou cacher la phrase de passe',
    keychain: 'Ouvrir sans phrase de passe sur cet ordinateur',
    keychainMore: 'La clé est gardée dans le trousseau du système, protégé par votre session. La phrase de passe reste nécessaire ailleurs, et si le trousseau est perdu.',
  },
  en: {
    new: 'Passphrase',
    again: 'The same once more',
    hint: 'At least 12 characters. Four random words are easy to remember.',
    different: 'The two passphrases are not the same.',
    noReset: 'No one can reset it: without it, the data cannot be read. Write it down on paper and keep it safe.',
    strength: { short: 'Too short', fair: 'Fair', good: 'Good' },
    show: 'Show or hide the passphrase',
    keychain: 'Open without a passphrase on this computer',
    keychainMore: 'The key is kept in the system’s keychain, protected by your session. The passphrase is still needed elsewhere, and if the keychain is lost.',
  },
}
