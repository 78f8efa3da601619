# A forum in English: invited, sent, declined, somebody else, a guest, nobody

Biuro: Jan Kowalski
Niepołomice: Mary Cook koordynator (en), John Smith specjalista (en), Paul Hill specjalista (en)

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Mary <
    Forum Mobilności · Thu 10 Dec 2026, 10:00
    [👥 Delegate] [🙋 I’ll go myself]
    [🚫 We won’t take part] [📅 Calendar]
Mary > [👥 Delegate]
    Who will you send to Forum Mobilności
    [➕ Guest] [✅ Confirm]
Mary > [✅ Confirm]
    dymek: Tick at least one person
Mary > [☐ John Smith]
Mary > [✅ Confirm]
    ✅ Sent to Forum Mobilności: John Smith.
John > [🚫 I cannot]
    Why? One sentence is enough.
    [Skip] [Leave it as it is]
John > On holiday
    Thank you, I have passed it on
Mary <
    🚫 John Smith cannot come: Forum Mobilności · Thu 10 Dec 2026, 10:00. Reason: On holiday
Mary > [👥 Choose somebody else]
Mary > [➕ Guest]
Mary > Adam Pytel, designer
    [☑ Adam Pytel (designer)]
Mary > [☐ Paul Hill]
Mary > [✅ Confirm]
Paul > [✅ I’ll be there]
    ✅ You are coming.
Mary > [🚫 We won’t take part]
    To go to Forum Mobilności · Thu 10 Dec 2026, 10:00: … Paul Hill
Mary > [🚫 Yes, nobody will go]
    🚫 Noted: nobody will go to Forum Mobilności
Paul <
    A change: Niepołomice does not send you to Forum Mobilności · Thu 10 Dec 2026, 10:00 any more.
    nie: I come
John > [✅ I’ll be there]
    dymek: The municipality does not send you
