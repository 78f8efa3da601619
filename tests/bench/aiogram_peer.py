"""A peer: the same conversation as an aiogram program, as its documentation teaches it.

A finite state machine in memory, aiosqlite. It says the same to the same updates with the same calls; it is not
durable, knows no roles and no languages.
"""

import asyncio
import os

import aiosqlite
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message


class Status(StatesGroup):
    prompt = State()
    list = State()
    light = State()
    sentence = State()


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=label, callback_data=data) for data, label in buttons.items()]
    return InlineKeyboardMarkup(inline_keyboard=[row])


router = Router()


@router.message(Command("status"))
async def begin(message: Message, state: FSMContext) -> None:
    await message.answer("<b>Status: tydzień 48</b>", reply_markup=keyboard(fill="✏️ Wypełnij"))
    await state.set_state(Status.prompt)


@router.callback_query(Status.prompt, F.data == "fill")
async def ask_which(query: CallbackQuery, state: FSMContext) -> None:
    projects = keyboard(project="⚪ Trasa rowerowa", send="✅ Wyślij")
    await show(query, "<b>Co się zmieniło?</b> Dotknij projektu", projects)
    await state.set_state(Status.list)


@router.callback_query(Status.list, F.data == "project")
async def ask_light(query: CallbackQuery, state: FSMContext) -> None:
    lights = keyboard(g="🟢 Zgodnie z planem", a="🟡 Zagrożony")
    await show(query, "<b>Trasa rowerowa</b> · pierwszy raz", lights)
    await state.set_state(Status.light)


@router.callback_query(Status.light, F.data.in_({"g", "a"}))
async def ask_sentence(query: CallbackQuery, state: FSMContext) -> None:
    await show(query, "Co się dzieje?", keyboard(skip="Pomiń"))
    await state.update_data(light=query.data, question=query.message.message_id)
    await state.set_state(Status.sentence)


@router.message(Status.sentence, F.text)
async def take_sentence(message: Message, state: FSMContext, bot: Bot) -> None:
    data = await state.update_data(sentence=message.text)
    await bot.edit_message_text(
        f"Co się dzieje?\n<b>➜ {message.text}</b>", chat_id=message.chat.id, message_id=data["question"]
    )
    await message.answer("Do wysłania", reply_markup=keyboard(send="✅ Wyślij"))
    await state.set_state(Status.list)


@router.callback_query(Status.list, F.data == "send")
async def save(query: CallbackQuery, state: FSMContext, database: aiosqlite.Connection) -> None:
    data = await state.get_data()
    row = (query.from_user.id, data["light"], data["sentence"])
    await database.execute("INSERT INTO answer VALUES (?, ?, ?)", row)
    await database.commit()
    await show(query, "Zapisano ✅")
    await state.clear()


async def show(query: CallbackQuery, text: str, buttons: InlineKeyboardMarkup | None = None) -> None:
    await query.answer()
    await query.message.edit_text(text, reply_markup=buttons)


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    bot = Bot(os.environ["BOT_TOKEN"], session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    async with aiosqlite.connect(os.environ["PEER_DATABASE"]) as database:
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.execute("CREATE TABLE IF NOT EXISTS answer (person INTEGER, light TEXT, sentence TEXT)")
        await dispatcher.start_polling(bot, database=database)


if __name__ == "__main__":
    asyncio.run(main())
