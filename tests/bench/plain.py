"""The peer: the same conversation as a plain python-telegram-bot program, as its examples teach it.

ConversationHandler, PicklePersistence, the standard library's sqlite3. It says the same to the same updates with the
same calls; it is not durable, knows no roles and no languages.
"""

import os
import sqlite3

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
PROMPT, LIST, LIGHT, SENTENCE = range(4)
SEND = Button("✅ Wyślij", callback_data="send")
LIGHTS = InlineKeyboardMarkup(
    [[Button("🟢 Zgodnie z planem", callback_data="g"), Button("🟡 Zagrożony", callback_data="a")]]
)
connection = sqlite3.connect(os.environ["PEER_DATABASE"])
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("CREATE TABLE IF NOT EXISTS answer (person INTEGER, light TEXT, sentence TEXT)")


async def begin(update: Update, context: Context) -> int:
    assert update.message is not None
    fill = InlineKeyboardMarkup([[Button("✏️ Wypełnij", callback_data="fill")]])
    await update.message.reply_text("<b>Status: tydzień 48</b>", parse_mode="HTML", reply_markup=fill)
    return PROMPT


async def ask_which(update: Update, context: Context) -> int:
    project = Button("⚪ Trasa rowerowa", callback_data="project")
    await _show(update, "<b>Co się zmieniło?</b> Dotknij projektu", InlineKeyboardMarkup([[project], [SEND]]))
    return LIST


async def ask_light(update: Update, context: Context) -> int:
    await _show(update, "<b>Trasa rowerowa</b> · pierwszy raz", LIGHTS)
    return LIGHT


async def ask_sentence(update: Update, context: Context) -> int:
    assert update.callback_query is not None and context.user_data is not None
    context.user_data["light"] = update.callback_query.data
    skip = InlineKeyboardMarkup([[Button("Pomiń", callback_data="skip")]])
    context.user_data["question"] = update.callback_query.message.message_id  # type: ignore[union-attr]
    await _show(update, "Co się dzieje?", skip)
    return SENTENCE


async def take_sentence(update: Update, context: Context) -> int:
    assert update.message is not None and context.user_data is not None and update.effective_chat is not None
    context.user_data["sentence"] = update.message.text
    await context.bot.edit_message_text(
        f"Co się dzieje?\n<b>➜ {update.message.text}</b>",
        chat_id=update.effective_chat.id,
        message_id=context.user_data["question"],
        parse_mode="HTML",
    )
    await context.bot.send_message(
        update.effective_chat.id, "Do wysłania", parse_mode="HTML", reply_markup=InlineKeyboardMarkup([[SEND]])
    )
    return LIST


async def save(update: Update, context: Context) -> int:
    assert context.user_data is not None and update.effective_user is not None
    row = (update.effective_user.id, context.user_data["light"], context.user_data["sentence"])
    connection.execute("INSERT INTO answer VALUES (?, ?, ?)", row)
    connection.commit()
    await _show(update, "Zapisano ✅")
    return ConversationHandler.END


async def _show(update: Update, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(text, parse_mode="HTML", reply_markup=keyboard)


def main() -> None:
    url = os.environ["BOT_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .persistence(PicklePersistence(os.environ["PEER_DATABASE"] + ".pickle"))
        .concurrent_updates(False)
        .build()
    )
    conversation: ConversationHandler[Context] = ConversationHandler(
        entry_points=[CommandHandler("status", begin)],
        states={
            PROMPT: [CallbackQueryHandler(ask_which, pattern="^fill$")],
            LIST: [
                CallbackQueryHandler(ask_light, pattern="^project$"),
                CallbackQueryHandler(save, pattern="^send$"),
            ],
            LIGHT: [CallbackQueryHandler(ask_sentence, pattern="^[ga]$")],
            SENTENCE: [MessageHandler(filters.TEXT & ~filters.COMMAND, take_sentence)],
        },
        fallbacks=[],
        name="status",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_polling(poll_interval=0, allowed_updates=["message", "callback_query"])


main()
