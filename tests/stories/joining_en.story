# John joins the Office in English

Biuro: Jan Kowalski
obcy: John Smith (en), Mary Jones (en)

Jan > /zapros
Jan > [🏛 Biuro]
    Biuro
    Jedno użycie, 14 dni
John > (link od Jan)
    Hello! I am Obwarzanek
    Invitation: Office
    [✅ Join]
    [📄 Privacy clause] [✖️ No, thanks]
John > [📄 Privacy clause]
    The controller of the data
John > [✅ Join]
    How should I introduce you to the team?
John > [✅ John Smith]
    Welcome to the Office!
    ⌨ [📊 Report] [📣 Call a forum] [⚠️ Risks] [📊 Data]
Jan <
    👥 Nowa osoba: John Smith · Biuro

# John invites a specialist; Mary reads English too
John > /invite niepol
    Who would you like to invite?
John > [Specialist]
    Niepołomice · specialist
    One use, valid 14 days
Mary > (link od John)
    Invitation: Niepołomice · specialist
Mary > [✅ Join]
Mary > [✅ Mary Jones]
    In which fields?
Mary > [☐ mobilność]
Mary > [Next]
    Welcome to the team of Niepołomice! Your role: specialist.
    ⌨ [📋 Give status] [⚠️ Report a risk] [🗓 Forums] [📁 Projects]
John <
    👥 A new person: Mary Jones · Niepołomice · specialist
Jan <
    Niepołomice · specjalista
Mary > /invite
    nie: Who would
