"""Groups and channels: the bot says only where people can talk to it, and that at most once an hour."""

from collections.abc import Collection

from telegram import Message as TelegramMessage
from telegram import MessageEntity, Update
from telegram.constants import ChatType

from bot.conversation.buttons import Button
from bot.conversation.outgoing import Message, Outgoing
from bot.texts import Words

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_called(update: Update, commands: Collection[str], bot_name: str) -> bool:
    """Whether a person in a group gives the bot a command: any command that names it, or a bare one that it knows.

    Telegram delivers bare commands where the bot was the last one to speak or is an administrator; an unknown one is
    meant for another bot. Messages that are forwarded, written as the group or sent through a bot are meant for people.
    """
    message = update.message
    if message is None or message.chat.type not in GROUPS or not _is_said_by_a_person(message):
        return False
    command, name = command_in(message)
    return name == bot_name.lower() if name else command in commands


def command_in(message: TelegramMessage) -> tuple[str, str]:
    """Return the command that begins a message and the bot that it names, either of them empty if missing."""
    entities = message.entities
    if not entities or entities[0].type != MessageEntity.BOT_COMMAND or entities[0].offset != 0:
        return "", ""
    command, _, name = message.parse_entity(entities[0])[1:].lower().partition("@")
    return command, name


def _is_said_by_a_person(message: TelegramMessage) -> bool:
    relayed = message.sender_chat or message.via_bot or message.forward_origin
    return relayed is None and message.from_user is not None and not message.from_user.is_bot


def point_to_private(outgoing: Outgoing, words: Words, called: TelegramMessage) -> None:
    """Write a sentence and a button that leads to the private chat, at most once an hour in a chat or topic."""
    chat_id = called.chat.id
    # a message without a topic goes to General; a thread in a group without topics cannot be written to
    topic = called.message_thread_id if called.is_topic_message else None
    place = f"{chat_id}:{topic}" if topic is not None else str(chat_id)
    there = Button(words.plain("common.to_private"), f"https://t.me/{outgoing.services.bot_name}")
    answer = Message(words("common.in_private"), [[there]])
    letter = outgoing.write(chat_id, answer, urgent=True, once=f"in_private:{place}:{outgoing.now:%Y-%m-%dT%H}")
    if topic is not None:
        letter.arguments["message_thread_id"] = topic
