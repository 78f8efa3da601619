"""How fast Telegram lets a bot speak: 30 messages a second in all, one a second to a chat, 20 a minute to a group.

A message sent and one changed count alike. How many may go at once to a chat Telegram does not tell: the bot begins
generously, and is careful with a chat that was refused.

Sources: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, tdlib/td issue 3034
"""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What may be sent. Spacings are seconds between messages to one chat, of which a burst may go at once.

    The small burst is for groups, where no minute has more than 20 messages then, and for chats refused of late.
    """

    per_second: int = 30
    spacing: float = 1.0
    group_spacing: float = 3.75
    burst: int = 20
    small_burst: int = 3

    @property
    def fee(self) -> dict[str, bool]:
        """What a new message says where more are sent than are free."""
        return {"allow_paid_broadcast": True} if self.per_second > TELEGRAM.per_second else {}


TELEGRAM = Limits()
