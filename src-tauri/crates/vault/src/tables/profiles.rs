//! `profiles`: what the two are called, a projection of what each says of themselves.

use couple::PersonId;

use crate::{Shared, Tx, VaultError, View};

pub(crate) const V1: &str = "
CREATE TABLE profiles (
    person BLOB PRIMARY KEY CHECK (length(person) = 16),
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

impl View<Shared> {
    /// What a person is called.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn profile(&self, person: PersonId) -> Result<Option<String>, VaultError> {
        self.one(
            "SELECT name FROM profiles WHERE person = ?1",
            [person.0],
            |row| Ok(row.get(0)?),
        )
    }
}

impl Tx<'_, Shared> {
    /// Keeps what a person is called.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_profile(&self, person: PersonId, name: &str) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO profiles (person, name) VALUES (?1, ?2)",
            (person.0, name),
        )?;
        Ok(())
    }

    /// Drops a person: the end of a sharing.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_profile(&self, person: PersonId) -> Result<(), VaultError> {
        self.run("DELETE FROM profiles WHERE person = ?1", [person.0])?;
        Ok(())
    }
}
