//! The permission matrix: what each reader may do in each kind of section. A field's audience
//! narrows it further; nothing widens it.

use crate::{
    audience::{Audience, Reader},
    template::Track,
};

/// A row of the matrix. Every section of a template names one.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SectionKind {
    /// Я, профессии, пробы, события
    AboutMe,
    /// Выбор профиля
    Choice,
    /// ОГЭ и ЕГЭ
    Exams,
    /// Цели, неделя
    GoalsWeek,
    /// Учёба
    Study,
    /// «Хочу поговорить»: seen by the one it is addressed to.
    Talk,
    /// Мои люди, письмо
    PeopleLetter,
    /// ИОП
    Iep,
    /// Проект, исследование
    Project,
    /// Портфолио
    Portfolio,
    /// Просто записи
    Free,
}

/// What a reader may do with a field whose audience the reader is in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Rights {
    Nothing,
    Read,
    ReadAndComment,
}

impl SectionKind {
    pub const ALL: [Self; 11] = [
        Self::AboutMe,
        Self::Choice,
        Self::Exams,
        Self::GoalsWeek,
        Self::Study,
        Self::Talk,
        Self::PeopleLetter,
        Self::Iep,
        Self::Project,
        Self::Portfolio,
        Self::Free,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AboutMe => "about_me",
            Self::Choice => "choice",
            Self::Exams => "exams",
            Self::GoalsWeek => "goals_week",
            Self::Study => "study",
            Self::Talk => "talk",
            Self::PeopleLetter => "people_letter",
            Self::Iep => "iep",
            Self::Project => "project",
            Self::Portfolio => "portfolio",
            Self::Free => "free",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|row| row.code() == code)
    }

    /// The row of what moves on that track.
    #[must_use]
    pub const fn of_track(track: &Track) -> Self {
        match track {
            Track::Project | Track::Research { .. } => Self::Project,
            Track::Iep => Self::Iep,
        }
    }

    /// The cell of the matrix.
    #[must_use]
    pub const fn rights(self, reader: Reader) -> Rights {
        use Rights::{Nothing, Read, ReadAndComment};
        match (self, reader) {
            (Self::PeopleLetter, Reader::Psychologist) => Read,
            (Self::PeopleLetter, _) => Nothing,
            (Self::Project, Reader::ProjectSupervisor) => ReadAndComment,
            (_, Reader::ProjectSupervisor) => Nothing,
            (Self::Project | Self::Portfolio, Reader::ClassTutor) => Read,
            (_, Reader::ClassTutor | Reader::Tutor) => ReadAndComment,
            (Self::Choice | Self::Talk, Reader::Psychologist) => ReadAndComment,
            (Self::AboutMe | Self::Free, Reader::Psychologist) => Read,
            (_, Reader::Psychologist) => Nothing,
            (Self::Exams | Self::Study, Reader::SubjectTeacher) => ReadAndComment,
            (Self::Iep, Reader::SubjectTeacher) => Read,
            (_, Reader::SubjectTeacher) => Nothing,
            (
                Self::Choice | Self::Exams | Self::Iep | Self::Project | Self::Portfolio,
                Reader::DeputyHead,
            ) => Read,
            (_, Reader::DeputyHead) => Nothing,
            (Self::Free | Self::Talk, Reader::Guardian) => Nothing,
            (_, Reader::Guardian) => Read,
        }
    }

    /// All who may ever read something of such a section.
    #[must_use]
    pub fn readers(self) -> Audience {
        Reader::ALL
            .into_iter()
            .filter(|reader| self.rights(*reader) > Rights::Nothing)
            .collect()
    }

    /// All who may write on its margin.
    #[must_use]
    pub fn commenters(self) -> Audience {
        Reader::ALL
            .into_iter()
            .filter(|reader| self.rights(*reader) == Rights::ReadAndComment)
            .collect()
    }
}
