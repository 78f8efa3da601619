# Who looks after the bot, in English

Biuro: John Smith (en), Maria Wolska

John > /settings
John > [🛠 Who fixes the bot]
    Now: the whole Office
    [Maria Wolska] [The whole Office] [↩️ No change]
John > [Maria Wolska]
    Saved ✅ When the bot is in trouble, I tell Maria Wolska.
Maria <
    John Smith zmienia, kto zajmuje się awariami bota: Maria Wolska.
