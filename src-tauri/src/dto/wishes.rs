//! Lines of the two menus, as they travel.

use companion::couple::us;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a line is of.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WishSort {
    Comfort,
    Love,
    /// What not to do.
    Not,
}

/// A line of a menu.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    id: String,
    /// Of my menu; otherwise of my partner's.
    mine: bool,
    sort: WishSort,
    text: String,
    /// Both have it; otherwise it is mine alone.
    ours: bool,
    /// One of theirs that I would rather not see.
    hushed: bool,
    /// One of theirs that nudges me: its plan.
    plan: Option<String>,
}

impl From<companion::WishView> for Wish {
    fn from(wish: companion::WishView) -> Self {
        Self {
            id: wish.id.to_string(),
            mine: wish.mine,
            sort: wish.sort.into(),
            text: wish.text,
            ours: wish.ours,
            hushed: wish.hushed,
            plan: wish.plan.map(|plan| plan.to_string()),
        }
    }
}

impl From<WishSort> for us::WishSort {
    fn from(sort: WishSort) -> Self {
        match sort {
            WishSort::Comfort => Self::Comfort,
            WishSort::Love => Self::Love,
            WishSort::Not => Self::Not,
        }
    }
}

impl From<us::WishSort> for WishSort {
    fn from(sort: us::WishSort) -> Self {
        match sort {
            us::WishSort::Comfort => Self::Comfort,
            us::WishSort::Love => Self::Love,
            us::WishSort::Not => Self::Not,
        }
    }
}
