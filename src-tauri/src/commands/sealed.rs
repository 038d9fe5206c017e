//! What is written now and read later: questions for two, letters, surprises.

use companion::{Companion, CompanionError};
use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        sealed::{LetterInput, Question, QuestionShelf, SealedLine, SealedView, SurpriseInput},
        thing,
    },
    household::Household,
};

/// All of them, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_sealed(household: State<'_, Household>) -> Answer<Vec<SealedLine>> {
    Ok(all(household
        .with(|companion| companion.list_sealed())
        .await?))
}

/// One of them, with what I may read of it.
#[tauri::command]
#[specta::specta]
pub async fn get_sealed(household: State<'_, Household>, id: String) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.get_sealed(id)).await
}

/// The ladders of questions, and what we have seen of them.
#[tauri::command]
#[specta::specta]
pub async fn list_questions(household: State<'_, Household>) -> Answer<QuestionShelf> {
    Ok(household
        .with(|companion| companion.list_questions())
        .await?
        .into())
}

/// Asks a question that both answer before either reads.
#[tauri::command]
#[specta::specta]
pub async fn begin_question(
    household: State<'_, Household>,
    question: Question,
) -> Answer<SealedView> {
    let question = question.parse()?;
    seen(&household, move |companion| {
        companion.begin_question(question)
    })
    .await
}

/// Writes a letter that opens on a day.
#[tauri::command]
#[specta::specta]
pub async fn seal_letter(
    household: State<'_, Household>,
    letter: LetterInput,
) -> Answer<SealedView> {
    let (text, opens) = letter.parse()?;
    seen(&household, move |companion| {
        companion.seal_letter(&text, opens)
    })
    .await
}

/// Answers a question, or answers it otherwise; writes a letter anew.
#[tauri::command]
#[specta::specta]
pub async fn answer_sealed(
    household: State<'_, Household>,
    id: String,
    text: String,
) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| {
        companion.answer_sealed(id, &text)
    })
    .await
}

/// Keeps an answer that is being written. Nothing leaves.
#[tauri::command]
#[specta::specta]
pub async fn keep_answer_draft(
    household: State<'_, Household>,
    id: String,
    text: String,
) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.keep_answer_draft(id, &text))
        .await?)
}

/// Lets a question pass. Nothing leaves.
#[tauri::command]
#[specta::specta]
pub async fn pass_question(household: State<'_, Household>, id: String) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.pass_question(id)).await
}

/// Takes back my answer or letter, or calls off a surprise.
#[tauri::command]
#[specta::specta]
pub async fn take_back_sealed(household: State<'_, Household>, id: String) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| {
        companion.take_back_sealed(id)?;
        companion.get_sealed(id)
    })
    .await
}

/// Plans a surprise.
#[tauri::command]
#[specta::specta]
pub async fn plan_surprise(
    household: State<'_, Household>,
    surprise: SurpriseInput,
) -> Answer<SealedView> {
    let surprise = surprise.parse()?;
    seen(&household, move |companion| {
        companion.plan_surprise(&surprise)
    })
    .await
}

/// Plans it otherwise.
#[tauri::command]
#[specta::specta]
pub async fn change_surprise(
    household: State<'_, Household>,
    id: String,
    surprise: SurpriseInput,
) -> Answer<SealedView> {
    let id = thing(&id)?;
    let surprise = surprise.parse()?;
    seen(&household, move |companion| {
        companion.change_surprise(id, &surprise)
    })
    .await
}

/// Opens a surprise of mine to my partner now.
#[tauri::command]
#[specta::specta]
pub async fn release_surprise(household: State<'_, Household>, id: String) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.release_surprise(id)).await
}

/// Says no to a surprise, unseen.
#[tauri::command]
#[specta::specta]
pub async fn decline_surprise(household: State<'_, Household>, id: String) -> Answer<SealedView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.decline_surprise(id)).await
}

async fn seen(
    household: &Household,
    step: impl FnOnce(&mut Companion) -> Result<companion::SealedView, CompanionError> + Send + 'static,
) -> Answer<SealedView> {
    Ok(household.with(step).await?.into())
}
