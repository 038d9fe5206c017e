//! couple
