//! Which passwords fit, and which hashes are renewed.

use super::*;

#[test]
fn only_the_right_password_fits_and_a_current_hash_is_not_renewed() {
    let hash = hash("синий слон").unwrap();
    assert!(hash.starts_with(CURRENT), "{hash}");
    let right = Checked {
        fits: true,
        renewed: None,
    };
    assert_eq!(check("синий слон", &hash), right);
    assert_eq!(check("синий кит", &hash), Checked::default());
    assert_eq!(check("синий слон", "no hash"), Checked::default());
}

#[test]
fn a_hash_by_other_rules_is_renewed_when_the_password_fits() {
    let params = Params::new(8 * 1024, 1, 1, None).unwrap();
    let other = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt("слон".as_bytes(), &[7; 16])
        .unwrap()
        .to_string();
    let checked = check("слон", &other);
    assert!(checked.fits);
    let renewed = checked.renewed.expect("a new hash");
    assert!(renewed.starts_with(CURRENT));
    assert!(check("слон", &renewed).fits);
    assert_eq!(check("кит", &other), Checked::default());
}
