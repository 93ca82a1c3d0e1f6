//! A document as characters that chats and mail leave alone: four bytes of checksum and the deflated text, in
//! base64url without padding (RFC 4648, 5).
//!
//! The checksum is the 32-bit FNV-1a of the text's bytes, its lowest byte first.
//!
//! A deflated text says itself where it ends. So characters behind it do no harm, and it is known which they
//! are.

use crate::exchange::file::FILE_BYTES_MAX;
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// How thoroughly is packed: as thoroughly as the packer can, since every character of a link counts.
const LEVEL: u8 = 10;
/// Bytes of the checksum.
const CHECK_BYTES: usize = 4;
/// Room that the inflated text gets at first, in bytes.
const FIRST_ROOM: usize = 4_096;

/// Base64url without padding. Characters of something else may follow a body; the last of them may carry bits
/// that make no byte, which is no error here.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// What characters hold.
#[derive(Debug)]
pub(super) struct Unsealed {
    /// The document.
    pub(super) text: String,
    /// How many of the characters it took; the others belong to something else.
    pub(super) characters: usize,
}

/// Why characters hold no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SealError {
    /// Cut off or altered.
    Damaged,
    /// It would inflate to more than any document has.
    TooLarge,
}

/// The characters of a document.
pub(super) fn seal(document: &str) -> String {
    let mut bytes = checksum(document.as_bytes()).to_vec();
    bytes.extend(compress_to_vec(document.as_bytes(), LEVEL));
    BASE64.encode(bytes)
}

/// The document of characters, of which those behind it are passed over.
pub(super) fn unseal(characters: &str) -> Result<Unsealed, SealError> {
    let bytes = decode(characters).ok_or(SealError::Damaged)?;
    let (check, deflated) = bytes.split_first_chunk::<CHECK_BYTES>().ok_or(SealError::Damaged)?;
    let (plain, used) = inflate(deflated)?;
    if *check != checksum(&plain) {
        return Err(SealError::Damaged);
    }
    let text = String::from_utf8(plain).map_err(|_| SealError::Damaged)?;
    // Four characters carry three bytes.
    Ok(Unsealed { text, characters: ((CHECK_BYTES + used) * 4).div_ceil(3) })
}

/// A short text with its checksum, which is of the characters that it goes with too.
pub(super) fn seal_short(text: &str, goes_with: &str) -> String {
    let check = checksum(&[goes_with.as_bytes(), text.as_bytes()].concat());
    BASE64.encode([&check, text.as_bytes()].concat())
}

/// The short text of characters: up to and with the first `end`, since foreign ones may follow.
pub(super) fn unseal_short(characters: &str, goes_with: &str, end: u8) -> Option<String> {
    let bytes = decode(characters)?;
    let (check, rest) = bytes.split_first_chunk::<CHECK_BYTES>()?;
    let length = rest.iter().position(|byte| *byte == end)? + 1;
    let text = rest.get(..length)?;
    let is_whole = *check == checksum(&[goes_with.as_bytes(), text].concat());
    is_whole.then(|| String::from_utf8(text.to_vec()).ok()).flatten()
}

/// The bytes of characters of base64url, as many as they make.
fn decode(characters: &str) -> Option<Vec<u8>> {
    // A single character at the end carries no byte.
    let whole = characters.len() - usize::from(characters.len() % 4 == 1);
    BASE64.decode(characters.get(..whole)?).ok()
}

/// The inflated bytes, and how many of the deflated ones they took.
fn inflate(deflated: &[u8]) -> Result<(Vec<u8>, usize), SealError> {
    let mut inflator = Box::<DecompressorOxide>::default();
    let mut plain = vec![0; FIRST_ROOM];
    let (mut used, mut written) = (0, 0);
    loop {
        let rest = deflated.get(used..).unwrap_or_default();
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, wrote) = decompress(&mut inflator, rest, &mut plain, written, flags);
        used += read;
        written += wrote;
        match status {
            TINFLStatus::Done => {
                plain.truncate(written);
                return Ok((plain, used));
            }
            TINFLStatus::HasMoreOutput if plain.len() < FILE_BYTES_MAX => {
                plain.resize((plain.len() * 2).min(FILE_BYTES_MAX), 0);
            }
            TINFLStatus::HasMoreOutput => return Err(SealError::TooLarge),
            // Cut off, or no deflated text at all; in whatever way, now and in later versions of the
            // enumeration.
            TINFLStatus::FailedCannotMakeProgress
            | TINFLStatus::BadParam
            | TINFLStatus::Adler32Mismatch
            | TINFLStatus::Failed
            | TINFLStatus::NeedsMoreInput
            | _ => return Err(SealError::Damaged),
        }
    }
}

/// Fowler, Noll and Vo's 32-bit hash (FNV-1a): tells a text that was altered on its way from one that was
/// not. No protection against intent, and none is needed: what is inside is checked like any other text.
fn checksum(bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let hash =
        bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()
}
