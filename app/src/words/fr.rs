//! The pages in French; children are addressed with *tu*.

use super::{Words, data, feedback, settings, talks};

/// French, short and warm.
pub const WORDS: Words = Words {
    title_landing: "KM",
    title_chat: "KM · Notes",
    title_help: "KM · Numéros",
    title_privacy: "KM · À propos",
    title_lost: "KM · Rien ici",
    description: "Un endroit calme pour écrire.",

    skip: "Aller au contenu",
    help: "Aide",
    leave: "Quitter vite",
    leave_hint: "Ferme cette page et ouvre Wikipédia. Appuyer trois fois sur Maj fait la même chose.",
    leave_left: ("Pour quitter : encore deux fois Maj", "Pour quitter : encore une fois Maj"),
    menu: "Menu et langues",
    language: "Langue",
    home: "Page d'accueil",
    privacy: "Ce qui est gardé",
    erase: "Tout effacer",
    program: "Tu écris à un programme, pas à une personne.",

    notice_erased: "Tout est effacé. Il ne reste rien de tes conversations ici.",
    notice_ended: "Ta conversation d'avant est terminée et effacée. Tu peux en commencer une nouvelle.",

    landing_title: "Quelque chose te pèse ?",
    landing_lead: "Écris-le ici. Tu reçois une réponse tout de suite.",
    landing_start: "Commencer à écrire",
    landing_go_on: "Reprendre ma conversation",
    landing_small: "Gratuit. Sans nom. Sans inscription.",
    landing_program: (
        "Je suis un programme, pas une personne",
        "Je m'appelle Betty. Tu peux me parler de messages méchants, de peur, de tristesse, de tout. Je t'écoute et je t'aide à trouver quoi faire ensuite. Les parents aussi peuvent m'écrire.",
    ),
    landing_kept: (
        "C'est gardé sous clé, puis effacé",
        "Tes conversations s'effacent toutes seules au bout de 30 jours. Tu peux les effacer plus tôt, quand tu veux.",
    ),
    landing_danger: (
        "En danger maintenant ?",
        "De vraies personnes répondent aux numéros d'urgence, de jour comme de nuit.",
    ),
    landing_numbers: "Voir les numéros",

    chat_title: "Ta conversation",
    me: "Toi",
    label: "Ton message",
    placeholder: "Écris ce que tu veux",
    send: "Envoyer",
    chat_small: "Je suis un programme, je peux me tromper.",

    trouble_empty: "Écris d'abord quelques mots, puis envoie-les.",
    trouble_too_long: "Ton message dépasse 5 000 caractères. Rien n'est perdu : raccourcis-le, ou envoie-le en deux fois.",
    trouble_too_fast: "Ça va un peu vite pour moi. Rien n'est perdu : attends un moment, puis renvoie ton message.",
    trouble_away: "Je n'arrive pas à répondre pour le moment. Rien n'est perdu : ton message est juste en dessous. Réessaie dans un instant.",
    trouble_ended: "Cette conversation est terminée et effacée. Ton dernier message est encore là, juste en dessous : tu peux le copier et commencer une nouvelle conversation.",
    trouble_offline: "Pas d'internet pour le moment. Rien n'est perdu : ton message est juste en dessous. Envoie-le quand la connexion revient.",
    trouble_broken: "Quelque chose s'est mal passé chez nous. Rien n'est perdu : ton message est juste en dessous. Réessaie.",
    retry: "Renvoyer",
    start_anew: "Commencer une nouvelle conversation",

    crisis_title: "Parle à quelqu'un maintenant",
    crisis_now: "Ce que tu peux faire maintenant",
    crisis_note: "Je suis un programme : je ne peux appeler personne à ta place.",
    crisis_more: "Voir tous les numéros",
    free: "gratuit",

    chat: super::chat::FR,

    help_title: "Des personnes qui aident",
    help_lead: "Tu peux appeler ou écrire même si tu te demandes si c'est assez grave. Si ça te pèse, ça suffit.",
    help_emergency: "En danger maintenant",
    help_people: "Quelqu'un à qui parler",
    help_adults: "Pour les adultes, pour un enfant ou pour soi",
    help_call: "Appeler",
    help_text: "SMS au",
    help_site: "Ouvrir le site",
    help_new_tab: "s'ouvre dans un nouvel onglet",
    help_open: "Ouvert maintenant",
    help_closed: "Fermé pour le moment",
    help_unverified: "Horaires pas encore vérifiés",
    help_country: "Numéros pour",
    help_home: "France",
    help_show: "Afficher",
    help_none: "Nous ne connaissons pas encore de ligne pour ce pays. Choisis « Ailleurs » dans la liste, ou appelle le numéro d'urgence de là où tu es.",
    help_steps: "Ce que tu peux faire maintenant",
    help_step: [
        (
            "Ne réponds plus",
            "Tu ne dois de réponse à personne. Pose le téléphone un moment. Tu pourras bloquer plus tard.",
        ),
        (
            "Garde des captures d'écran",
            "Avec le nom, la date et l'heure, mais pas de photo intime. Elles t'aideront si tu signales ou si tu portes plainte.",
        ),
        (
            "Parle à un adulte de confiance",
            "Un parent, un prof, l'infirmière scolaire. Tu peux commencer par : « J'ai besoin d'aide. »",
        ),
    ],
    countries: &[
        ("FR", "France"),
        ("VN", "Vietnam"),
        ("GB", "Royaume-Uni"),
        ("US", "États-Unis"),
        ("IE", "Irlande"),
        ("CA", "Canada"),
        ("AU", "Australie"),
        ("NZ", "Nouvelle-Zélande"),
        ("BE", "Belgique"),
        ("CH", "Suisse"),
        ("LU", "Luxembourg"),
        ("DE", "Allemagne"),
        ("EU", "Ailleurs en Europe"),
        ("ZZ", "Ailleurs"),
    ],

    privacy_title: "Ce que deviennent tes messages",
    privacy_lead: "En bref : ils sont sous clé, ils sont à toi, et tu peux les effacer.",
    privacy_part: [
        (
            "Qui lit mes messages ?",
            "Un programme, pas une personne. Il lit ton message pour te répondre, et c'est tout. Si quelqu'un prend ton téléphone, il peut lire aussi, tant que ta conversation y est ouverte.",
        ),
        (
            "Qu'est-ce qui est gardé, et combien de temps ?",
            "Tes messages et les réponses, pendant 30 jours. Ensuite, tout s'efface tout seul.",
        ),
        (
            "Comment c'est protégé ?",
            "Chaque conversation a sa propre clé, comme un coffre. Quand la clé est effacée, plus personne ne peut lire cette conversation.",
        ),
        (
            "Qu'est-ce qui n'est pas gardé ?",
            "Ni ton nom, ni ton e-mail, ni ton numéro, ni l'adresse internet de ton appareil. N'écris pas ton nom complet ni celui de ton école.",
        ),
        (
            "Qu'est-ce qui reste sur cet appareil ?",
            "Quelques petits cookies : un qui ouvre ta conversation, un qui retient la langue, et un qui retient l'apparence de la page si tu l'as changée. Sur un téléphone partagé, efface ta conversation ou pars avec le bouton « Quitter vite », en haut.",
        ),
        (
            "Que fait « Quitter vite » ?",
            "Ce bouton ferme ta conversation sur cet appareil et ouvre Wikipédia tout de suite. Appuyer trois fois sur Maj fait la même chose. Sans compte, tu ne pourras plus la rouvrir : elle s'effacera au bout de 30 jours. L'historique de ton navigateur reste : tu peux l'effacer dans ses réglages.",
        ),
        (
            "Qu'est-ce que le programme ne peut pas faire ?",
            "Il n'appelle personne et ne prévient personne. Si tu es en danger, appelle un numéro de la page « Aide » ou va voir un adulte près de toi.",
        ),
    ],
    erase_title: "Tout effacer",
    erase_text: "Toutes tes conversations, leurs images et leurs clés sont effacées tout de suite. On ne peut pas revenir en arrière.",
    erase_open: "Effacer mes conversations",
    erase_sure: "C'est bien ce que tu veux ? Après, personne ne pourra plus rien lire, même pas toi.",
    erase_button: "Oui, tout effacer",
    erase_nothing: "Il n'y a pas de conversation ouverte sur cet appareil, donc rien à effacer ici.",

    settings: settings::FR,
    talks: talks::FR,
    data: data::FR,
    feedback: feedback::FR,
    sign_in: super::sign_in::FR,
    staff: super::staff::FR,

    lost: ("Il n'y a rien ici", "La page que tu cherchais n'existe pas. Tu n'as rien fait de mal."),
    too_fast: (
        "Un petit instant",
        "Beaucoup de demandes sont arrivées d'un coup. Ce n'est pas ta faute. Réessaie dans une minute.",
    ),
    broken: (
        "Quelque chose s'est mal passé chez nous",
        "Ce n'est pas ta faute. Réessaie dans un instant.",
    ),
    lost_home: "Revenir au début",
};
