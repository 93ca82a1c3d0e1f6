//! Texts that this browser keeps by their key: in its database, else in its simple storage, else nowhere.
//!
//! A change looks at what is there and writes in one transaction, so that two tabs never both believe that
//! they wrote last.

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::{Array, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Storage;

const DATABASE: &str = "plumbline";
const STORE: &str = "plans";
/// Keys in simple storage, where the database is not to be had.
const LOCAL_PREFIX: &str = "plumbline.kept.";
/// A database that has not opened by then is not waited for: the page would stay empty.
const OPEN_MS: u32 = 2_000;

/// Where texts are kept.
#[derive(Clone, Debug)]
pub enum KeptTexts {
    /// The browser's database.
    Database(Database),
    /// Its simple storage.
    Simple(Storage),
    /// The browser keeps nothing for this page.
    Nowhere,
}

/// What to do with what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This text takes its place.
    Write(String),
    /// Nothing does.
    Delete,
    /// It stays.
    Leave,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// No more room.
    Full,
    /// Nothing is kept for this page.
    Forbidden,
    /// Another reason.
    Refused,
}

impl KeptTexts {
    /// Opens whatever this browser offers.
    pub async fn open() -> Self {
        if let Some(database) = database().await {
            return Self::Database(database);
        }
        match simple() {
            Some(storage) => Self::Simple(storage),
            None => Self::Nowhere,
        }
    }

    /// All texts with their keys.
    ///
    /// # Errors
    /// Where the browser does not give them.
    pub async fn all(&self) -> Result<Vec<(String, String)>, KeepError> {
        match self {
            Self::Database(database) => all_of(database).await.map_err(|error| reason(&error)),
            Self::Simple(storage) => Ok(local_texts(storage, LOCAL_PREFIX)),
            Self::Nowhere => Ok(Vec::new()),
        }
    }

    /// Changes the text of a key, depending on what is there.
    ///
    /// # Errors
    /// Where the change was not made.
    pub async fn change(
        &self,
        key: &str,
        decide: impl FnOnce(Option<String>) -> Change,
    ) -> Result<(), KeepError> {
        match self {
            Self::Database(database) => {
                change_in(database, key, decide).await.map_err(|error| reason(&error))
            }
            Self::Simple(storage) => {
                let key = format!("{LOCAL_PREFIX}{key}");
                let there = storage.get_item(&key).map_err(|_| KeepError::Refused)?;
                let done = match decide(there) {
                    Change::Write(text) => storage.set_item(&key, &text),
                    Change::Delete => storage.remove_item(&key),
                    Change::Leave => Ok(()),
                };
                done.map_err(|_| KeepError::Full)
            }
            Self::Nowhere => Err(KeepError::Forbidden),
        }
    }

    /// Keeps nothing any more, nowhere.
    pub async fn forget(&self) {
        if let Self::Database(database) = self {
            // A database that another tab still reads goes when that one closes; its texts go now.
            drop(clear(database).await);
        }
        if let Some(storage) = simple() {
            for (key, _) in local_texts(&storage, "plumbline.") {
                // Forbidden storage keeps what it keeps.
                drop(storage.remove_item(&format!("plumbline.{key}")));
            }
        }
        if let Ok(Some(storage)) = window().session_storage() {
            drop(storage.clear());
        }
    }
}

/// Texts in simple storage that another visit left there because the database was not to be had.
pub fn left_in_simple_storage() -> Vec<(String, String)> {
    simple().map(|storage| local_texts(&storage, LOCAL_PREFIX)).unwrap_or_default()
}

/// Takes one of them away.
pub fn forget_in_simple_storage(key: &str) {
    if let Some(storage) = simple() {
        drop(storage.remove_item(&format!("{LOCAL_PREFIX}{key}")));
    }
}

async fn database() -> Option<Database> {
    let opened: Rc<RefCell<Option<Database>>> = Rc::default();
    let opening = {
        let opened = opened.clone();
        future_to_promise(async move {
            let database = Database::open(DATABASE)
                .with_version(1_u8)
                .with_on_upgrade_needed(|_, database| {
                    database.create_object_store(STORE).build()?;
                    Ok(())
                })
                .await;
            *opened.borrow_mut() = database.ok();
            Ok(JsValue::UNDEFINED)
        })
    };
    let patience = Promise::new(&mut |resolve, _| {
        Timeout::new(OPEN_MS, move || drop(resolve.call0(&JsValue::UNDEFINED))).forget();
    });
    drop(JsFuture::from(Promise::race(&Array::of2(&opening, &patience))).await);
    opened.take()
}

async fn all_of(database: &Database) -> Result<Vec<(String, String)>, Error> {
    let transaction = database.transaction(STORE).build()?;
    let store = transaction.object_store(STORE)?;
    let keys = store.get_all_keys::<String>().await?.collect::<Result<Vec<_>, _>>()?;
    let texts = store.get_all::<String>().await?.collect::<Result<Vec<_>, _>>()?;
    Ok(keys.into_iter().zip(texts).collect())
}

async fn change_in(
    database: &Database,
    key: &str,
    decide: impl FnOnce(Option<String>) -> Change,
) -> Result<(), Error> {
    let transaction = database.transaction(STORE).with_mode(TransactionMode::Readwrite).build()?;
    let store = transaction.object_store(STORE)?;
    let there: Option<String> = store.get(key).await?;
    match decide(there) {
        Change::Write(text) => {
            store.put(text).with_key(key.to_owned()).await?;
        }
        Change::Delete => store.delete(key).await?,
        Change::Leave => return Ok(()),
    }
    transaction.commit().await
}

async fn clear(database: &Database) -> Result<(), Error> {
    let transaction = database.transaction(STORE).with_mode(TransactionMode::Readwrite).build()?;
    transaction.object_store(STORE)?.clear()?.await?;
    transaction.commit().await
}

fn reason(error: &Error) -> KeepError {
    if error.to_string().contains("Quota") { KeepError::Full } else { KeepError::Refused }
}

fn local_texts(storage: &Storage, prefix: &str) -> Vec<(String, String)> {
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|place| storage.key(place).ok()?);
    keys.filter_map(|key| {
        let text = storage.get_item(&key).ok()??;
        Some((key.strip_prefix(prefix)?.to_owned(), text))
    })
    .collect()
}

fn simple() -> Option<Storage> {
    let storage = window().local_storage().ok().flatten()?;
    // Some browsers have a storage that takes nothing.
    storage.set_item("plumbline.trial", "1").ok()?;
    drop(storage.remove_item("plumbline.trial"));
    Some(storage)
}
