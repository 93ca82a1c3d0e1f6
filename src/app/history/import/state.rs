//! A file that is looked at: how it is read, how far that is, and what it was read as. Pure.

use super::looking_back::{LookingBack, Quarters};
use crate::app::browser::{ImportLoss, ImportStep};
use crate::history::backtest::{Forecast, Summary};
use crate::history::import::{Choices, RowKind};
use crate::worker::import::message::FileRead;
use std::rc::Rc;

/// The file that is looked at, if there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportState {
    file: Option<OpenFile>,
}

/// A file.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenFile {
    pub name: String,
    /// Its size in bytes.
    pub bytes: f64,
    /// How it is to be read; what is not said is guessed from it.
    pub choices: Choices,
    /// The encoding with which the browser reads its letters, if one was said that only the browser knows.
    pub decoder: Option<String>,
    /// How far it is; none: nothing is under way.
    pub step: Option<ImportStep>,
    /// What it was last read as.
    pub read: Option<Rc<FileRead>>,
    /// With what that was.
    understood: (Choices, Option<String>),
    /// How far looking back is, once it is wanted.
    pub looking_back: Option<LookingBack>,
    /// Why the program that reads it was replaced by another, if it was.
    pub replaced: Option<ImportLoss>,
    /// Why the last choices gave nothing.
    pub problem: Option<Problem>,
    /// Whether columns are taken as in a file of the same head before.
    pub is_remembered: bool,
    /// Whether people are called Rep A, Rep B before anything is kept.
    pub replaces_names: bool,
    /// Whether columns that are not needed are shown too.
    pub shows_all_columns: bool,
}

/// Why there is nothing, or nothing new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no table that can be counted so; why.
    Refused(String),
    /// The browser cannot read the file.
    Unreadable,
    /// The program that reads it was lost.
    Lost(ImportLoss),
    /// Somebody stopped it.
    Stopped,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum ImportAction {
    /// A file was chosen, dropped or pasted.
    Opened {
        name: String,
        /// Its size.
        bytes: f64,
    },
    /// It is read otherwise.
    Chosen(Box<Choices>),
    /// Its letters are read by the browser, in this encoding; none: as the program finds.
    DecoderChosen(Option<String>),
    /// It is read as a file of the same head was.
    Recalled(Box<Choices>),
    /// It is so far.
    Stepped(ImportStep),
    /// It was read.
    Read(Rc<FileRead>),
    /// Somebody looks back.
    LookBackBegun,
    /// The quarters that are over; or why there are none.
    LookedBack(Result<Quarters, String>),
    /// The plan in a line was forecast; none: it will not be.
    Forecast(u32, Option<Forecast>),
    /// All of them were summarised.
    Summarised(Summary),
    /// The program that reads it was lost, and another reads it.
    Replaced(ImportLoss),
    /// Nothing is under way any more; why there is nothing new.
    Failed(Problem),
    /// Names are replaced, or not.
    NamesReplaced(bool),
    /// Columns that are not needed are wanted too, or not.
    AllColumnsShown(bool),
    /// It is left.
    Left,
}

impl ImportState {
    /// The file that is looked at.
    pub fn file(&self) -> Option<&OpenFile> {
        self.file.as_ref()
    }

    /// The state after something happened.
    #[must_use]
    pub fn after(&self, action: ImportAction) -> Self {
        let file = self.file.clone();
        let changed = |change: &dyn Fn(&mut OpenFile)| {
            let mut file = file.clone();
            file.iter_mut().for_each(change);
            Self { file }
        };
        match action {
            ImportAction::Opened { name, bytes } => Self { file: Some(OpenFile::new(name, bytes)) },
            ImportAction::Chosen(choices) => changed(&|file| {
                file.choices = (*choices).clone();
                file.begin();
            }),
            ImportAction::DecoderChosen(decoder) => changed(&|file| {
                file.decoder.clone_from(&decoder);
                file.begin();
            }),
            ImportAction::Recalled(choices) => changed(&|file| {
                file.choices = (*choices).clone();
                file.is_remembered = true;
                file.begin();
            }),
            ImportAction::Stepped(step) => changed(&|file| file.step = Some(step)),
            ImportAction::Read(read) => changed(&|file| {
                file.read = Some(read.clone());
                file.understood = (file.choices.clone(), file.decoder.clone());
                (file.step, file.problem, file.looking_back) = (None, None, None);
            }),
            ImportAction::LookBackBegun => changed(&|file| {
                file.looking_back = Some(LookingBack::Reading);
                file.begin();
            }),
            ImportAction::LookedBack(found) => changed(&|file| {
                file.step = None;
                file.looking_back = Some(match &found {
                    Ok(quarters) => LookingBack::Quarters(quarters.clone()),
                    Err(reason) => LookingBack::Refused(reason.clone()),
                });
            }),
            ImportAction::Summarised(of) => changed(&|file| {
                if let Some(LookingBack::Quarters(quarters)) = &mut file.looking_back {
                    quarters.summary = Some(of.clone());
                }
            }),
            ImportAction::Forecast(line, forecast) => changed(&|file| {
                if let Some(LookingBack::Quarters(quarters)) = file.looking_back.take() {
                    file.looking_back = Some(LookingBack::Quarters(quarters.with(line, forecast)));
                }
            }),
            ImportAction::Replaced(loss) => changed(&|file| file.replaced = Some(loss)),
            ImportAction::Failed(problem) => changed(&|file| file.fail(problem.clone())),
            ImportAction::NamesReplaced(replaces) => changed(&|file| file.replaces_names = replaces),
            ImportAction::AllColumnsShown(all) => changed(&|file| file.shows_all_columns = all),
            ImportAction::Left => Self::default(),
        }
    }
}

impl OpenFile {
    fn new(name: String, bytes: f64) -> Self {
        Self {
            name,
            bytes,
            choices: Choices::default(),
            decoder: None,
            step: Some(ImportStep::Loading),
            read: None,
            understood: (Choices::default(), None),
            looking_back: None,
            replaced: None,
            problem: None,
            is_remembered: false,
            replaces_names: false,
            shows_all_columns: false,
        }
    }

    fn begin(&mut self) {
        self.step = Some(ImportStep::Counting);
        (self.problem, self.replaced) = (None, None);
    }

    /// Where something was understood, what is shown stays that, and what was chosen since is taken back.
    fn fail(&mut self, problem: Problem) {
        if self.read.is_some() {
            (self.choices, self.decoder) = self.understood.clone();
        }
        (self.step, self.problem, self.looking_back) = (None, Some(problem), None);
        self.replaced = None;
    }

    /// The document of its counts, once every question is answered and nothing is under way.
    pub fn history(&self) -> Option<&str> {
        let read = self.read.as_ref().filter(|read| self.step.is_none() && read.reading.asks.is_empty())?;
        read.history.as_deref().ok()
    }

    /// Whether its rows are about reps.
    pub fn is_of_reps(&self) -> bool {
        self.read.as_ref().is_some_and(|read| is_of_reps(read.reading.row))
    }

    /// What a column is called in choices: by its head, or by its number where that names several or none.
    pub fn column_key(&self, place: usize) -> String {
        let heads = || self.read.iter().flat_map(|read| read.reading.columns.iter().map(|it| &it.head));
        let head = heads().nth(place).map(String::as_str).unwrap_or_default();
        let twins = heads().filter(|other| other.trim().eq_ignore_ascii_case(head.trim())).count();
        if head.is_empty() || twins > 1 { format!("#{}", place + 1) } else { head.to_owned() }
    }
}

/// Whether a row is about a rep, not about an opportunity.
pub fn is_of_reps(row: RowKind) -> bool {
    matches!(row, RowKind::Rep | RowKind::RepPeriod)
}
