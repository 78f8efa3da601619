# John joins the Office in English

Biuro: Jan Kowalski
obcy: John Smith (en)

Jan > /zapros
Jan > [🏛 Biuro]
    Biuro
    Jedno użycie
John > (link od Jan)
    Hello, John! I am Obwarzanek
    Invitation: Office
    [✅ Join]
    [📄 Privacy clause] [✖️ No, thanks]
John > [📄 Privacy clause]
    The controller of the data
John > [✅ Join]
    How shall I introduce you to the team?
John > [✅ John Smith]
    Welcome to the team of Office (Office).
    [📊 Report]
Jan <
    John Smith dołączył: Biuro
