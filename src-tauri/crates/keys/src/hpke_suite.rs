//! The one HPKE suite of the project (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20-Poly1305. Everything else speaks of 32-byte keys only.

use hpke::{
    Deserializable, HpkeError, Kem as _, OpModeR, OpModeS, PskBundle, Serializable,
    aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305},
    kdf::HkdfSha256,
    kem::X25519HkdfSha256,
    setup_receiver, setup_sender_with_rng,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

type Kem = X25519HkdfSha256;
pub(crate) type Sender = AeadCtxS<ChaCha20Poly1305, HkdfSha256, Kem>;
pub(crate) type Receiver = AeadCtxR<ChaCha20Poly1305, HkdfSha256, Kem>;

/// A key that both ends already share, and its name.
#[derive(Clone, Copy)]
pub(crate) struct Psk<'a> {
    pub(crate) key: &'a [u8; 32],
    pub(crate) id: &'a [u8],
}

pub(crate) struct Suite;

impl Suite {
    /// A new X25519 key pair: (secret, public).
    pub(crate) fn generate(rng: &mut impl CryptoRng) -> (Zeroizing<[u8; 32]>, [u8; 32]) {
        let (secret, public) = Kem::gen_keypair_with_rng(rng);
        let mut bytes = Zeroizing::new([0; 32]);
        secret.write_exact(bytes.as_mut());
        (bytes, public.to_bytes().into())
    }

    /// The public key of a secret one. Every 32 bytes are a secret key once clamped.
    pub(crate) fn public_of(secret: &[u8; 32]) -> [u8; 32] {
        match <Kem as hpke::Kem>::PrivateKey::from_bytes(secret) {
            Ok(secret) => Kem::sk_to_pk(&secret).to_bytes().into(),
            // Not reachable: only another length than 32 is refused.
            Err(_) => [0; 32],
        }
    }

    /// Opens a channel to the holder of `public`; gives the encapsulated key beside it.
    pub(crate) fn send(
        public: &[u8; 32],
        psk: Option<Psk<'_>>,
        info: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<([u8; 32], Sender), HpkeError> {
        let public = <Kem as hpke::Kem>::PublicKey::from_bytes(public)?;
        let mode = match psk {
            None => OpModeS::Base,
            Some(psk) => OpModeS::Psk(PskBundle::new(psk.key, psk.id)?),
        };
        let (enc, context) =
            setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(&mode, &public, info, rng)?;
        Ok((enc.to_bytes().into(), context))
    }

    /// The other end of [`Suite::send`].
    pub(crate) fn receive(
        secret: &[u8; 32],
        enc: &[u8; 32],
        psk: Option<Psk<'_>>,
        info: &[u8],
    ) -> Result<Receiver, HpkeError> {
        let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret)?;
        let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(enc)?;
        let mode = match psk {
            None => OpModeR::Base,
            Some(psk) => OpModeR::Psk(PskBundle::new(psk.key, psk.id)?),
        };
        setup_receiver(&mode, &secret, &enc, info)
    }
}

/// Derives one 32-byte key from another by HKDF-SHA256; `context` names the use.
pub(crate) fn derive_key(ikm: &[u8], salt: &[u8], context: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    expand(ikm, salt, context, key.as_mut());
    key
}

/// Fills `out` by HKDF-SHA256.
pub(crate) fn expand(ikm: &[u8], salt: &[u8], context: &str, out: &mut [u8]) {
    // Only more than 255 × 32 bytes are refused, and nobody here asks for more than 32.
    let filled = hkdf::Hkdf::<sha2::Sha256>::new(Some(salt), ikm).expand(context.as_bytes(), out);
    debug_assert!(filled.is_ok());
}
