"""What Meta's own words are, by language: sentences, album names, labels. None of it is the person's text."""

from __future__ import annotations

from tools.samples.model import Language, Person

#: Sentences that Facebook makes titles of. {n} who, {t} whom or what, {his} the possessive, {c} a number.
SENTENCES: dict[Language, dict[str, str]] = {
    "en": {
        "status": "{n} updated {his} status.",
        "link": "{n} shared a link.",
        "photo": "{n} added a new photo.",
        "photos": "{n} added {c} new photos.",
        "video": "{n} added a new video.",
        "memory": "{n} shared a memory.",
        "check_in": "{n} was at {t}.",
        "with_friend": "{n} was with {t}.",
        "timeline": "{n} wrote on {t}'s timeline.",
        "group_link": "{n} shared a link to the group: {t}.",
        "group": "{n} posted in {t}.",
        "note": "{n} published a note.",
        "life_event": "{n} added a life event from May 4, 2019: {t}.",
        "profile_photo": "{n} updated {his} profile picture.",
        "cover_photo": "{n} updated {his} cover photo.",
        "story": "{n} added to {his} story.",
        "reel": "{n} created a reel.",
        "live": "{n} was live.",
        "comment": "{n} commented on {t}'s post.",
        "comment_own": "{n} commented on {his} own post.",
        "comment_photo": "{n} commented on {t}'s photo.",
        "reply": "{n} replied to {t}'s comment.",
        "group_comment": "{n} commented on {t}'s post.",
        "added": "{t} was added to {g}.",
        "joined": "You became a member of {t}.",
        "like": "{n} likes {t}'s post.",
        "plain": "{n}",
    },
    "de": {
        "status": "{n} hat {his} Status aktualisiert.",
        "link": "{n} hat einen Link geteilt.",
        "photo": "{n} hat ein neues Foto hinzugefügt.",
        "photos": "{n} hat {c} neue Fotos hinzugefügt.",
        "video": "{n} hat ein neues Video hinzugefügt.",
        "memory": "{n} hat eine Erinnerung geteilt.",
        "check_in": "{n} war hier: {t}.",
        "with_friend": "{n} ist mit {t} unterwegs.",
        "timeline": "{n} hat in der Chronik von {t} gepostet.",
        "group_link": "{n} hat einen Link in der Gruppe geteilt: {t}.",
        "group": "{n} hat etwas in {t} gepostet.",
        "note": "{n} hat eine Notiz veröffentlicht.",
        "life_event": "{n} hat ein Lebensereignis vom 4. Mai 2019 hinzugefügt: {t}.",
        "profile_photo": "{n} hat {his} Profilbild aktualisiert.",
        "cover_photo": "{n} hat {his} Titelbild aktualisiert.",
        "story": "{n} hat etwas zu {his} Story hinzugefügt.",
        "reel": "{n} hat ein Reel erstellt.",
        "live": "{n} war live.",
        "comment": "{n} hat den Beitrag von {t} kommentiert.",
        "comment_own": "{n} hat {his} eigenen Beitrag kommentiert.",
        "comment_photo": "{n} hat das Foto von {t} kommentiert.",
        "reply": "{n} hat auf den Kommentar von {t} geantwortet.",
        "group_comment": "{n} hat den Beitrag von {t} kommentiert.",
        "added": "{t} wurde zu {g} hinzugefügt.",
        "joined": "Du bist jetzt Mitglied von {t}.",
        "like": "{n} gefällt der Beitrag von {t}.",
        "plain": "{n}",
    },
    "fr": {
        "status": "{n} a mis à jour son statut.",
        "link": "{n} a partagé un lien.",
        "photo": "{n} a ajouté une nouvelle photo.",
        "photos": "{n} a ajouté {c} nouvelles photos.",
        "video": "{n} a ajouté une nouvelle vidéo.",
        "memory": "{n} a partagé un souvenir.",
        "check_in": "{n} était à {t}.",
        "with_friend": "{n} est avec {t}.",
        "timeline": "{n} a écrit sur le journal de {t}.",
        "group_link": "{n} a partagé un lien dans le groupe\u00a0: {t}.",
        "group": "{n} a publié dans {t}.",
        "note": "{n} a publié un article.",
        "life_event": "{n} a ajouté un évènement marquant du 4 mai 2019\u00a0: {t}.",
        "profile_photo": "{n} a changé sa photo de profil.",
        "cover_photo": "{n} a changé sa photo de couverture.",
        "story": "{n} a ajouté du contenu à sa story.",
        "reel": "{n} a créé un reel.",
        "live": "{n} était en direct.",
        "comment": "{n} a commenté la publication de {t}.",
        "comment_own": "{n} a commenté sa propre publication.",
        "comment_photo": "{n} a commenté la photo de {t}.",
        "reply": "{n} a répondu au commentaire de {t}.",
        "group_comment": "{n} a commenté la publication de {t}.",
        "added": "{t} a été ajouté à {g}.",
        "joined": "Vous êtes devenu membre de {t}.",
        "like": "{n} aime la publication de {t}.",
        "plain": "{n}",
    },
}

_HIS: dict[Language, tuple[str, str]] = {"en": ("his", "her"), "de": ("seinen", "ihren"), "fr": ("son", "son")}
_HIS_NEUTER = {"profile_photo": ("sein", "ihr"), "cover_photo": ("sein", "ihr"), "story": ("seiner", "ihrer")}

#: Albums that Facebook makes itself, and one that the person named: key -> name.
ALBUMS: dict[Language, dict[str, str]] = {
    "en": {"profile": "Profile pictures", "cover": "Cover photos", "mobile": "Mobile uploads",
           "timeline": "Timeline photos", "named": "Summer on the island", "": "", "videos": ""},
    "de": {"profile": "Profilbilder", "cover": "Titelbilder", "mobile": "Handy-Uploads",
           "timeline": "Chronik-Fotos", "named": "Sommer auf Föhr", "": "", "videos": ""},
    "fr": {"profile": "Photos de profil", "cover": "Photos de couverture", "mobile": "Téléchargements mobiles",
           "timeline": "Photos du journal", "named": "L’été à Oléron", "": "", "videos": ""},
}  # fmt: skip

#: Labels of label/value records on Facebook and Instagram: key -> label.
LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "message": "Message", "url": "URL", "photos": "Photos", "location": "Location", "place_tags": "Place tags",
        "coordinates": "Coordinates", "address": "Address", "name": "Name", "media": "Media", "target": "Target",
        "messages": "Messages", "sender": "Sender", "time": "Time", "timezone": "Timezone",
        "privacy": "Your posts", "future": "Who can see your future posts?", "friends": "Friends",
        "jurisdiction": "Privacy jurisdiction", "start": "Start date", "end": "End date", "format": "Output format",
        "draft": "Draft", "published": "Published", "latitude": "Latitude", "longitude": "Longitude",
        "more_media": "Media", "type": "Type", "privacy_changed": "Account privacy changed", "owner": "Owner",
        "username": "Username", "caption": "Caption", "reaction": "Reaction", "country": "Country", "city": "City",
    },
    "de": {
        "message": "Nachricht", "url": "URL", "photos": "Fotos", "location": "Ort", "place_tags": "Ortsmarkierungen",
        "coordinates": "Koordinaten", "address": "Adresse", "name": "Name", "media": "Medien", "target": "Ziel",
        "messages": "Nachrichten", "sender": "Absender", "time": "Zeit", "timezone": "Zeitzone",
        "privacy": "Deine Beiträge", "future": "Wer kann deine zukünftigen Beiträge sehen?", "friends": "Freunde",
        "jurisdiction": "Datenschutz-Rechtsraum", "start": "Startdatum", "end": "Enddatum", "format": "Ausgabeformat",
        "draft": "Entwurf", "published": "Veröffentlicht", "latitude": "Breitengrad", "longitude": "Längengrad",
        "more_media": "Medien", "type": "Typ", "privacy_changed": "Kontoprivatsphäre geändert",
        "owner": "Eigentümer", "username": "Benutzername", "caption": "Bildunterschrift", "reaction": "Reaktion",
        "country": "Land", "city": "Stadt",
    },
    "fr": {
        "message": "Message", "url": "URL", "photos": "Photos", "location": "Lieu", "place_tags": "Lieux identifiés",
        "coordinates": "Coordonnées", "address": "Adresse", "name": "Nom", "media": "Contenu multimédia",
        "target": "Cible", "messages": "Messages", "sender": "Expéditeur", "time": "Heure",
        "timezone": "Fuseau horaire", "privacy": "Vos publications",
        "future": "Qui peut voir vos futures publications\u00a0?", "friends": "Ami(e)s",
        "jurisdiction": "Juridiction de confidentialité", "start": "Date de début", "end": "Date de fin",
        "format": "Format de sortie", "draft": "Brouillon", "published": "Publié", "latitude": "Latitude",
        "longitude": "Longitude", "more_media": "Contenu multimédia", "type": "Type",
        "privacy_changed": "Confidentialité du compte modifiée", "owner": "Propriétaire",
        "username": "Nom de profil", "caption": "Légende", "reaction": "Réaction", "country": "Pays", "city": "Ville",
    },
}  # fmt: skip

#: Labels of Instagram's and Threads' profile, in the order in which they always stand.
PROFILE: dict[Language, dict[str, str]] = {
    "en": {"photo": "Profile Photo", "email": "Email", "phone_confirmed": "Phone Confirmed", "username": "Username",
           "name": "Name", "bio": "Bio", "gender": "Gender", "birth": "Date of birth", "birthday": "Birthday",
           "private": "Private Account", "time": "Time", "comment": "Comment", "owner": "Media Owner",
           "pong": "Emoji Pong High Score", "onboarding": "Onboarding Time", "ip": "IP Address",
           "eligible": "Is Eligible for Profile Activation Badge", "shows": "Profile Shows Activation Badge",
           "city": "City Name", "objectives": "Business Objectives"},
    "de": {"photo": "Profilbild", "email": "E-Mail-Adresse", "phone_confirmed": "Telefonnummer bestätigt",
           "username": "Benutzername", "name": "Name", "bio": "Steckbrief", "gender": "Geschlecht",
           "birth": "Geburtsdatum", "birthday": "Geburtstag", "private": "Privates Konto", "time": "Zeit",
           "comment": "Comment", "owner": "Media Owner", "pong": "Emoji-Pong-Highscore",
           "onboarding": "Zeitpunkt der Registrierung", "ip": "IP-Adresse",
           "eligible": "Berechtigt für Aktivierungsabzeichen", "shows": "Profil zeigt Aktivierungsabzeichen",
           "city": "Name der Stadt", "objectives": "Geschäftsziele"},
    "fr": {"photo": "Photo de profil", "email": "Adresse e-mail", "phone_confirmed": "Numéro de téléphone confirmé",
           "username": "Nom de profil", "name": "Nom", "bio": "Bio", "gender": "Genre",
           "birth": "Date de naissance", "birthday": "Date d’anniversaire", "private": "Compte privé",
           "time": "Heure", "comment": "Comment", "owner": "Media Owner", "pong": "Meilleur score à Emoji Pong",
           "onboarding": "Heure d’inscription", "ip": "Adresse IP",
           "eligible": "Éligible au badge d’activation", "shows": "Le profil affiche le badge d’activation",
           "city": "Ville", "objectives": "Objectifs professionnels"},
}  # fmt: skip

NO_DATA: dict[Language, str] = {
    "en": "You have no data in this section",
    "de": "Du hast keine Daten in diesem Abschnitt",
    "fr": "Vous n’avez aucune donnée dans cette section",
}


def sentence(person: Person, key: str, to: str = "", *, count: int = 0, group: str = "") -> str:
    """The title that Facebook gives to something that `person` did."""
    forms = _HIS_NEUTER.get(key, _HIS["de"]) if person.language == "de" else _HIS[person.language]
    pattern = SENTENCES[person.language][key]
    return pattern.format(n=person.name, t=to, c=count, g=group, his=forms[person.woman])
