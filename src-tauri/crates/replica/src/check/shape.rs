//! Which operations an update may hold: those of maps, lists and plain texts, nested only as fresh items of a list.
//!
//! Trees, movable lists, counters and marked-up text are sound in honest hands; in others they are the larger part of
//! what makes Loro panic, and the part that no trial finds. No document of ours has them.

use loro::{
    ContainerID, ContainerType, JsonListOp, JsonMapOp, JsonOp, JsonOpContent, JsonTextOp, LoroDoc,
    LoroValue,
};

use super::{OPERATIONS_LIMIT, ROOTS_LIMIT, Refusal};
use crate::version::Version;

/// Bytes of the name of a root container.
const ROOT_NAME_LIMIT: usize = 60;

pub(super) fn check(loro: &LoroDoc, from: &Version, to: &Version) -> Result<(), Refusal> {
    let json = loro
        .try_export_json_updates(&from.vector(), &to.vector())
        .map_err(|_| Refusal::Unreadable)?;
    let operations: usize = json.changes.iter().map(|change| change.ops.len()).sum();
    if operations > OPERATIONS_LIMIT {
        return Err(Refusal::TooMany);
    }
    let known = json
        .changes
        .iter()
        .flat_map(|change| &change.ops)
        .all(is_known);
    if !known {
        return Err(Refusal::StrangeShape);
    }
    match loro.get_value() {
        LoroValue::Map(roots) if roots.len() <= ROOTS_LIMIT => Ok(()),
        _ => Err(Refusal::TooMany),
    }
}

fn is_known(operation: &JsonOp) -> bool {
    is_known_container(&operation.container)
        && match &operation.content {
            JsonOpContent::List(JsonListOp::Insert { value, .. }) => {
                value.iter().all(|item| match item {
                    LoroValue::Container(container) => is_known_type(container.container_type()),
                    item => is_plain(item),
                })
            }
            JsonOpContent::Map(JsonMapOp::Insert { value, .. }) => is_plain(value),
            JsonOpContent::List(JsonListOp::Delete { .. })
            | JsonOpContent::Map(JsonMapOp::Delete { .. })
            | JsonOpContent::Text(JsonTextOp::Insert { .. } | JsonTextOp::Delete { .. }) => true,
            _ => false,
        }
}

fn is_known_container(container: &ContainerID) -> bool {
    let named = match container {
        ContainerID::Root { name, .. } => {
            name.len() <= ROOT_NAME_LIMIT
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        }
        ContainerID::Normal { .. } => true,
    };
    named && is_known_type(container.container_type())
}

fn is_known_type(kind: ContainerType) -> bool {
    matches!(
        kind,
        ContainerType::Map | ContainerType::List | ContainerType::Text
    )
}

/// No container in it, at any depth: those are made by operations of their own.
fn is_plain(value: &LoroValue) -> bool {
    match value {
        LoroValue::Container(_) => false,
        LoroValue::List(items) => items.iter().all(is_plain),
        LoroValue::Map(items) => items.values().all(is_plain),
        _ => true,
    }
}
