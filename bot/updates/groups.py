"""In company: in a group or a channel the bot says nothing but where it can be talked to, and that not often."""

from collections.abc import Collection

from telegram import Message as TelegramMessage
from telegram import MessageEntity, Update
from telegram.constants import ChatType

from bot.conversation.buttons import Button
from bot.conversation.outgoing import Message, Outgoing
from bot.texts import Words

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_called(update: Update, commands: Collection[str], bot_name: str) -> bool:
    """Whether a person of a group gives the bot a command: any that names it, or a bare one that it has.

    Bare commands come where it was the last bot to speak and where it is an administrator; one that it does not have
    is another bot's. What is forwarded, said in the name of the group or by way of a bot is meant for people.
    """
    message = update.message
    if message is None or message.chat.type not in GROUPS or not _is_said_by_a_person(message):
        return False
    command, name = command_in(message)
    return name == bot_name.lower() if name else command in commands


def command_in(message: TelegramMessage) -> tuple[str, str]:
    """The command with which a message begins, and the bot it names; empty where there is none."""
    entities = message.entities
    if not entities or entities[0].type != MessageEntity.BOT_COMMAND or entities[0].offset != 0:
        return "", ""
    command, _, name = message.parse_entity(entities[0])[1:].lower().partition("@")
    return command, name


def _is_said_by_a_person(message: TelegramMessage) -> bool:
    relayed = message.sender_chat or message.via_bot or message.forward_origin
    return relayed is None and message.from_user is not None and not message.from_user.is_bot


def point_to_private(outgoing: Outgoing, words: Words, called: TelegramMessage) -> None:
    """Once an hour in a chat, or in a topic of it: a sentence, and a button to where the bot can be talked to."""
    chat_id = called.chat.id
    # what names no topic goes to General, and in a group without topics a thread is no place to write to
    topic = called.message_thread_id if called.is_topic_message else None
    place = f"{chat_id}:{topic}" if topic is not None else str(chat_id)
    there = Button(words.plain("common.to_private"), f"https://t.me/{outgoing.services.bot_name}")
    answer = Message(words("common.in_private"), [[there]])
    letter = outgoing.write(chat_id, answer, urgent=True, once=f"in_private:{place}:{outgoing.now:%Y-%m-%dT%H}")
    if topic is not None:
        letter.arguments["message_thread_id"] = topic
