"""Who is told that somebody has joined a team."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing
from bot.texts import Words
from handlers.onboarding.views import place
from models.people import person as people
from models.people.commune import Commune
from models.people.permission import Holding, Needs, Right, Role
from models.people.person import Somebody


async def welcome(
    outgoing: Outgoing, person: Somebody, memberships: Sequence[Holding], *, role: Role, commune: Commune | None
) -> None:
    """The newcomer gets a word of welcome, the usual jobs and their commands; coordinator, chair and Office hear of
    it."""

    def greeting(words: Words) -> Message:
        if commune is None:
            hello = words("start.welcome_office")
        else:
            hello = words("start.welcome", team=commune.name, role=words.plain(f"role.{role}"))
        text = Markup("\n").join((hello, words("start.first")))
        return Message(text, below=outgoing.services.keyboard(words, memberships))

    outgoing.write(person.telegram_id, greeting(outgoing.services.texts[person.language]), urgent=True)
    outgoing.set_commands(person, memberships)
    leading = (Role.COORDINATOR, Role.CHAIR)
    heirs = await people.people(
        outgoing.session,
        roles=leading if commune is not None else (),
        commune_id=commune.id if commune is not None else None,
        or_roles=(Role.OFFICE,),
    )
    outgoing.tell(
        [other for other in heirs if other.id != person.id],
        lambda words: Message(words("start.joined", name=person.name, where=place(words, role, commune))),
        needs=Needs(Right.SEE_TEAM, commune.id if commune is not None else None),
    )
