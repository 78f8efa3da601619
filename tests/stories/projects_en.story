# Projects in English

Biuro: John Smith (en)
Skawina: Mark Owl koordynator (en)

Mark > /projects
    There is no project here yet.
    [➕ Add a project]
Mark > [➕ Add a project]
    What is the project called?
Mark > City park
    Which field of cooperation?
Mark > [edukacja]
    When does it start?
Mark > 10 December 2026
    When does it end?
Mark > [Skip]
    What is the budget in złoty?
Mark > 1.2 million
    Where does the money come from?
Mark > European Funds
    Who are the partners?
Mark > [✅ Enough]
    City park
    Municipality: Skawina
    Time: from 10 Dec 2026
    Budget: 1,200,000 zł
    Funding: European Funds
    Readiness: documentation: unknown · land: unknown · permits: unknown · financing: unknown
    [✏️ Change] [🏁 Milestones]
    [🗂 Archive] [📁 Projects]
Mark > [✏️ Change]
Mark > [Readiness]
Mark > [land: unknown]
Mark > [✅ Confirm]
    land: yes
Mark > [🏁 Milestones]
    There is none yet.
Mark > [➕ Add a milestone]
Mark > Tender
Mark > 1.12.2026
Mark > [✅ Done]
    ⏳ 1 Dec 2026 · Tender
John > /projects
    Projects: 1 project
John > [City park · Skawina]
    Municipality: Skawina
John > [🗂 Archive]
John > [🗂 Yes, archive it]
    Archived ✅ City park will no longer be in lists or in the status.
Mark > [✏️ Change]
    dymek: This button is out of date.
