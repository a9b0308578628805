//! Logins of the demo school by what they are.
pub const STUDENT_9: &str = "varya";
pub const CLASSMATE: &str = "nomina";
pub const STUDENT_10: &str = "timur";
pub const NEWCOMER: &str = "novichok";
pub const TUTOR_9A: &str = "olga";
pub const TUTOR_9B: &str = "bair";
pub const TUTOR_10A: &str = "luda";
pub const PSYCHOLOGIST: &str = "inna";
pub const DEPUTY: &str = "natalya";
pub const ADMIN: &str = "anton";
