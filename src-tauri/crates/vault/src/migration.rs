//! The ladder of schemas. The statements stand beside the tables they make; here is only
//! their order. A migration that has been released is never edited: a test holds a hash of
//! each.

use rusqlite::Connection;

use crate::{VaultError, tables::*};

/// One rung: what takes a vault from `version - 1` to `version`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Migration {
    pub version: i64,
    pub steps: &'static [&'static str],
}

pub(crate) const SHARED: &[Migration] = &[
    Migration {
        version: 1,
        steps: &[
            heads::V1,
            frames::V1,
            things::V1,
            updates::V1,
            entries::V1,
            entry_words::V1,
            stale_words::V1,
            settings::V1,
            meta::V1,
            commits::V1,
            outings::V1,
            roster::V1,
            peer_acks::V1,
            set_aside::V1,
            profiles::V1,
            pairing::V1,
            sealed_runs::V1,
        ],
    },
    Migration {
        version: 2,
        steps: &[resting::V2, erasures::V2, segments::V2],
    },
    Migration {
        version: 3,
        steps: &[replies::V3],
    },
    Migration {
        version: 4,
        steps: &[outings::V4, own_ideas::V4],
    },
    Migration {
        version: 5,
        steps: &[records::V5, photos::V5, outings::V5],
    },
];

pub(crate) const PRIVATE: &[Migration] = &[
    Migration {
        version: 1,
        steps: &[
            heads::V1,
            frames::V1,
            things::V1,
            updates::V1,
            entries::V1,
            entry_words::V1,
            stale_words::V1,
            settings::V1,
            meta::V1,
            commits::V1,
            outings::V1,
            plans::V1,
            plan_states::V1,
            fired::V1,
            gesture_log::V1,
            important_dates::V1,
            drafts::V1,
            for_later::V1,
            pauses::V1,
            sealed_own::V1,
        ],
    },
    Migration {
        version: 2,
        steps: &[resting::V2, open_days::V2],
    },
    Migration {
        version: 3,
        steps: &[replies::V3],
    },
    Migration {
        version: 4,
        steps: &[outings::V4, own_ideas::V4],
    },
    Migration {
        version: 5,
        steps: &[records::V5, photos::V5, outings::V5],
    },
];

/// Everything that `forget_everything` empties.
pub(crate) const SHARED_TABLES: &[&str] = &[
    "frames",
    "heads",
    "updates",
    "things",
    "entries",
    "stale_words",
    "settings",
    "meta",
    "outings",
    "roster",
    "peer_acks",
    "set_aside",
    "profiles",
    "pairing",
    "sealed_runs",
    "resting",
    "erasures",
    "erased_frames",
    "segments",
    "replies",
    "own_ideas",
    "records",
    "photos",
    "photo_rows",
    "photo_pieces",
];

pub(crate) const PRIVATE_TABLES: &[&str] = &[
    "frames",
    "heads",
    "updates",
    "things",
    "entries",
    "stale_words",
    "settings",
    "meta",
    "outings",
    "plans",
    "plan_states",
    "fired",
    "gesture_log",
    "important_dates",
    "drafts",
    "for_later",
    "pauses",
    "sealed_own",
    "resting",
    "open_days",
    "replies",
    "own_ideas",
    "records",
    "photos",
    "photo_rows",
    "photo_pieces",
];

/// What has a row for a thing, under `id`, and goes with it.
pub(crate) const SHARED_PROJECTIONS: &[&str] = &[
    "outings",
    "own_ideas",
    "records",
    "replies",
    "resting",
    "sealed_runs",
];
pub(crate) const PRIVATE_PROJECTIONS: &[&str] = &[
    "outings",
    "own_ideas",
    "plans",
    "gesture_log",
    "important_dates",
    "records",
    "replies",
    "resting",
    "sealed_own",
];

pub(crate) fn newest(ladder: &[Migration]) -> i64 {
    ladder.last().map_or(0, |migration| migration.version)
}

/// Climbs from wherever the file stands, one transaction a rung.
pub(crate) fn migrate(
    connection: &Connection,
    ladder: &[Migration],
    application_id: i32,
) -> Result<(), VaultError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for migration in ladder.iter().filter(|migration| migration.version > found) {
        let transaction = connection.unchecked_transaction()?;
        for step in migration.steps {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "application_id", application_id)?;
        transaction.pragma_update(None, "user_version", migration.version)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a: enough to notice a change, and no cipher is needed for that.
    fn hash(steps: &[&str]) -> u64 {
        steps
            .iter()
            .flat_map(|step| step.bytes().chain([0]))
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
    }

    /// A vault out there was made by exactly these statements. To change a table, add a
    /// migration; never change a line here that a release had.
    #[test]
    fn past_migrations_are_frozen() {
        let hashes = |ladder: &[Migration]| {
            ladder
                .iter()
                .map(|rung| (rung.version, hash(rung.steps)))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            hashes(SHARED),
            [
                (1, 17_363_550_573_574_691_240),
                (2, 17_595_165_345_999_941_422),
                (3, 5_646_358_271_272_928_754),
                (4, 7_499_122_556_347_871_006),
                (5, 6_945_359_793_174_300_895)
            ]
        );
        assert_eq!(
            hashes(PRIVATE),
            [
                (1, 1_294_991_227_518_138_418),
                (2, 1_782_264_769_897_115_627),
                (3, 5_646_358_271_272_928_754),
                (4, 7_499_122_556_347_871_006),
                (5, 6_945_359_793_174_300_895)
            ]
        );
    }

    #[test]
    fn every_ladder_climbs_by_one() {
        for ladder in [SHARED, PRIVATE] {
            for (n, rung) in (1..).zip(ladder) {
                assert_eq!(rung.version, n);
            }
        }
    }

    /// Nothing escapes `forget_everything` but the count of commits.
    #[test]
    fn every_table_is_listed() {
        for (ladder, listed) in [(SHARED, SHARED_TABLES), (PRIVATE, PRIVATE_TABLES)] {
            let connection = Connection::open_in_memory().unwrap();
            migrate(&connection, ladder, 1).unwrap();
            let mut statement = connection
                .prepare(
                    "SELECT name FROM sqlite_master WHERE type = 'table'
                     AND name NOT LIKE 'entry_words%' AND name <> 'commits' ORDER BY name",
                )
                .unwrap();
            let tables: Vec<String> = statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let mut listed = listed.to_vec();
            listed.sort_unstable();
            assert_eq!(tables, listed);
        }
    }

    #[test]
    fn a_vault_climbs_from_where_it_stands() {
        const FIRST: Migration = Migration {
            version: 1,
            steps: &["CREATE TABLE a (x)"],
        };
        const SECOND: Migration = Migration {
            version: 2,
            steps: &["CREATE TABLE b (x)", "INSERT INTO b SELECT x FROM a"],
        };
        let connection = Connection::open_in_memory().unwrap();
        migrate(&connection, &[FIRST], 77).unwrap();
        connection.execute("INSERT INTO a VALUES (5)", []).unwrap();
        migrate(&connection, &[FIRST, SECOND], 77).unwrap();
        migrate(&connection, &[FIRST, SECOND], 77).unwrap();
        let b: i64 = connection
            .query_row("SELECT x FROM b", [], |row| row.get(0))
            .unwrap();
        let id: i64 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .unwrap();
        assert_eq!((b, id), (5, 77));
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing() {
        const BAD: Migration = Migration {
            version: 1,
            steps: &["CREATE TABLE a (x)", "CREATE TABLE a (y)"],
        };
        let connection = Connection::open_in_memory().unwrap();
        assert!(matches!(
            migrate(&connection, &[BAD], 1),
            Err(VaultError::Sql(_))
        ));
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
            .unwrap();
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!((tables, version), (0, 0));
    }
}
