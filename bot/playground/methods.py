"""Every method of this Bot API, by its name in lower case (Telegram does not mind case)."""

from collections.abc import Callable
from typing import Any, TypeAlias

from bot.playground import asking, changing, hooking, presenting, sending
from bot.playground.params import Params
from bot.playground.world import World

Method: TypeAlias = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    function.__name__.replace("_", ""): function
    for function in (
        asking.get_me,
        asking.get_updates,
        asking.get_chat,
        asking.get_chat_member,
        asking.get_file,
        hooking.set_webhook,
        hooking.delete_webhook,
        hooking.get_webhook_info,
        sending.send_message,
        sending.send_photo,
        sending.send_document,
        sending.send_voice,
        sending.send_location,
        sending.send_venue,
        sending.send_media_group,
        sending.send_chat_action,
        sending.copy_message,
        changing.edit_message_text,
        changing.edit_message_caption,
        changing.edit_message_media,
        changing.edit_message_reply_markup,
        changing.delete_message,
        changing.delete_messages,
        changing.pin_chat_message,
        changing.unpin_chat_message,
        changing.unpin_all_chat_messages,
        changing.answer_callback_query,
        presenting.set_my_commands,
        presenting.get_my_commands,
        presenting.delete_my_commands,
        presenting.set_my_name,
        presenting.get_my_name,
        presenting.set_my_description,
        presenting.get_my_description,
        presenting.set_my_short_description,
        presenting.get_my_short_description,
        presenting.set_chat_menu_button,
        presenting.get_chat_menu_button,
    )
}
