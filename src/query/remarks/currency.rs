//! The codes of currencies.

/// Every code of ISO 4217 (list one, 2025) in alphabetical order.
const CODES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA \
    XXX YER ZAR ZMW ZWG";

/// What makes a currency a multiple of one: `万元`, `million yuan`.
const MULTIPLES: [&str; 8] = ["万", "亿", "千", "百", "thousand", "million", "billion", "10^"];

/// Whether a text is a code of ISO 4217, in capitals as there.
pub(super) fn is_code(text: &str) -> bool {
    CODES.split(' ').any(|code| code == text)
}

/// Whether a text names a multiple of a currency.
pub(super) fn is_multiple(text: &str) -> bool {
    let text = text.to_lowercase();
    MULTIPLES.iter().any(|multiple| text.contains(multiple))
}

#[cfg(test)]
mod tests {
    use super::{CODES, is_code, is_multiple};

    #[test]
    fn codes_are_three_capitals_in_order() {
        let codes: Vec<&str> = CODES.split(' ').collect();
        assert!(codes.iter().all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())));
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert!(codes.len() > 150);
    }

    #[test]
    fn a_code_is_written_as_in_the_standard() {
        assert!(["CNY", "EUR", "XXX"].into_iter().all(is_code));
        assert!(!["cny", "RMB", "元", "", "CNY EUR", "CN"].into_iter().any(is_code));
    }

    #[test]
    fn multiples() {
        assert!(["万元", "亿元", "Million yuan", "10^4 CNY"].into_iter().all(is_multiple));
        assert!(!["CNY", "元", "RMB"].into_iter().any(is_multiple));
    }
}
