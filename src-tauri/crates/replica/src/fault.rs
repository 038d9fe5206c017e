//! What can be wrong with a document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A name inside a document.
pub type FieldName = Cow<'static, str>;

/// A document that holds something else than its kind says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SchemaFault {
    /// A field every such document has is not there.
    #[error("{field} is missing")]
    Missing {
        /// Which.
        field: FieldName,
    },
    /// A field holds another type of value.
    #[error("{field} has the wrong type")]
    WrongType {
        /// Which.
        field: FieldName,
    },
    /// A field holds a value outside of what it may be: an id, a time, a zone, a choice that there is not.
    #[error("{field} is not a value it may have")]
    BadValue {
        /// Which.
        field: FieldName,
    },
    /// More bytes, or more items, than the field may have.
    #[error("{field} is over its limit of {limit}")]
    TooLong {
        /// Which.
        field: FieldName,
        /// Bytes or items.
        limit: usize,
    },
    /// The document says that a newer version of the app is needed to read it.
    #[error("written by a newer version ({format})")]
    Newer {
        /// The least format a reader must know.
        format: i64,
    },
    /// It is a document of another kind.
    #[error("a document of another kind")]
    OtherKind,
    /// Values lie deeper inside each other than any document needs.
    #[error("nested too deeply")]
    TooDeep,
}

impl SchemaFault {
    pub(crate) fn missing(field: impl Into<FieldName>) -> Self {
        Self::Missing {
            field: field.into(),
        }
    }

    pub(crate) fn wrong_type(field: impl Into<FieldName>) -> Self {
        Self::WrongType {
            field: field.into(),
        }
    }

    pub(crate) fn bad_value(field: impl Into<FieldName>) -> Self {
        Self::BadValue {
            field: field.into(),
        }
    }

    pub(crate) fn too_long(field: impl Into<FieldName>, limit: usize) -> Self {
        Self::TooLong {
            field: field.into(),
            limit,
        }
    }
}

/// Why a document can't be opened, read or changed.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The bytes are no update of a document, or contradict what is there.
    #[error("an update can't be read")]
    Unreadable {
        /// What Loro says.
        #[source]
        source: loro::LoroError,
    },
    /// Edits that others build on are not there.
    #[error("earlier edits are missing")]
    Incomplete,
    /// The version to edit from is none of this document.
    #[error("the document was never at this version")]
    UnknownVersion,
    /// The values are not what the kind of document asks for.
    #[error(transparent)]
    Schema(#[from] SchemaFault),
    /// A change that Loro refuses to make or to write out.
    #[error("a change can't be made")]
    Unwritable {
        /// What Loro says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl DocumentError {
    pub(crate) fn unwritable(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Unwritable {
            source: Box::new(source),
        }
    }
}
