"""The peer: the same conversation as a plain python-telegram-bot program, as its examples teach it.

ConversationHandler, PicklePersistence, the standard library's sqlite3. It says the same to the same updates with the
same calls; it is not durable, knows no roles and no languages.
"""

import os
import sqlite3
from typing import Any

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
PROMPT, LIGHT, SENTENCE, SUMMARY = range(4)
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


async def ask_light(update: Update, context: Context) -> int:
    await _collapse(update, "✏️ Wypełnij")
    await _say(update, context, "<b>1/1 · Trasa</b>", LIGHTS)
    return LIGHT


async def ask_sentence(update: Update, context: Context) -> int:
    assert update.callback_query is not None and context.user_data is not None
    context.user_data["light"] = update.callback_query.data
    await _collapse(update, "🟡 Zagrożony")
    skip = InlineKeyboardMarkup([[Button("Pomiń", callback_data="skip")]])
    context.user_data["question"] = (await _say(update, context, "Co się dzieje?", skip)).message_id
    return SENTENCE


async def summarize(update: Update, context: Context) -> int:
    assert update.message is not None and context.user_data is not None and update.effective_chat is not None
    context.user_data["sentence"] = update.message.text
    await context.bot.edit_message_text(
        f"Co się dzieje?\n<b>➜ {update.message.text}</b>",
        chat_id=update.effective_chat.id,
        message_id=context.user_data["question"],
        parse_mode="HTML",
    )
    await _say(update, context, "Podsumowanie", InlineKeyboardMarkup([[Button("✅ Wyślij", callback_data="send")]]))
    return SUMMARY


async def save(update: Update, context: Context) -> int:
    assert context.user_data is not None and update.effective_user is not None
    row = (update.effective_user.id, context.user_data["light"], context.user_data["sentence"])
    connection.execute("INSERT INTO answer VALUES (?, ?, ?)", row)
    connection.commit()
    await _collapse(update, "✅ Wyślij")
    await _say(update, context, "Zapisano ✅")
    return ConversationHandler.END


async def _collapse(update: Update, answer: str) -> None:
    assert update.callback_query is not None
    query = update.callback_query
    await query.answer()
    await query.edit_message_text(f"{query.message.text_html}\n<b>➜ {answer}</b>", parse_mode="HTML")  # type: ignore[union-attr]


async def _say(update: Update, context: Context, text: str, keyboard: InlineKeyboardMarkup | None = None) -> Any:
    assert update.effective_chat is not None
    return await context.bot.send_message(update.effective_chat.id, text, parse_mode="HTML", reply_markup=keyboard)


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
            PROMPT: [CallbackQueryHandler(ask_light, pattern="^fill$")],
            LIGHT: [CallbackQueryHandler(ask_sentence, pattern="^[ga]$")],
            SENTENCE: [MessageHandler(filters.TEXT & ~filters.COMMAND, summarize)],
            SUMMARY: [CallbackQueryHandler(save, pattern="^send$")],
        },
        fallbacks=[],
        name="status",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_polling(poll_interval=0, allowed_updates=["message", "callback_query"])


main()
