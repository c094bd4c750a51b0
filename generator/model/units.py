"""The units, currencies and abbreviations that are recognised beside a number.

Data of `islands`: Latin words that are not listed still read left to right, but keep their digits.
"""

# Prefixes of the International System (SI brochure, 9th edition, table 7) and the units that take them.
SI_PREFIXES = ("da", *"YZEPTGMkhdcmµμnpf")
PREFIXED = (
    *("m", "g", "l", "L", "s", "A", "K", "mol", "cd", "Hz", "N", "Pa", "J", "W", "V", "F", "Ω", "S", "Sv", "Bq", "Gy", "C", "T", "H", "Wb"),
    *("B", "b", "bit", "t", "eV", "Wh", "bar", "cal", "Ah", "VA", "M", "lm", "lx", "kat", "rad", "sr", "eq"),
)
UNITS = (
    *("min", "mins", "h", "hr", "hrs", "d", "day", "days", "wk", "week", "weeks", "mo", "month", "months", "yr", "year", "years", "sec", "secs"),
    *("ha", "ac", "ft", "in", "yd", "mi", "mph", "lb", "lbs", "oz", "gal", "pt", "ppm", "ppb", "ppt", "NTU", "FNU", "FTU", "JTU", "TCU"),
    *("CFU", "cfu", "MPN", "PFU", "IU", "dB", "dBA", "dBm", "rpm", "bpm", "fps", "dpi", "ppi", "px", "em", "pH", "psi", "atm", "mmHg", "kph"),
    *("kt", "GMT", "UTC", "AM", "PM", "am", "pm", "a.m.", "p.m.", "kbps", "Mbps", "Gbps", "Mbit", "Gbit", "KB", "KiB", "MiB", "GiB"),
)
CURRENCIES = (
    *("USD", "EUR", "GBP", "EGP", "IQD", "LBP", "MAD", "TND", "DZD", "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "JOD", "LYD", "SDG", "YER", "SYP"),
    *("TRY", "CHF", "JPY", "CNY", "INR"),
)
CURRENCY_SIGNS = "$€£¥₤₺₹"
# Top-level domains of addresses written without https:// or www.
DOMAINS = (
    *("com", "org", "net", "int", "gov", "edu", "info", "io", "eu", "mil", "biz", "museum", "app", "dev", "ai", "me", "tv", "co", "ac"),
    *("uk", "fr", "de", "es", "it", "pt", "be", "nl", "ch", "at", "us", "ca", "tr", "ir"),
    *("dz", "eg", "iq", "lb", "ma", "tn", "sa", "ae", "jo", "kw", "qa", "bh", "om", "ye", "sy", "sd", "ly", "mr", "ps", "so", "dj", "km"),
)
# Abbreviations whose full stop belongs to them.
ABBREVIATIONS = (
    *("Org", "Inc", "Ltd", "Co", "Corp", "Dr", "Mr", "Mrs", "Ms", "Prof", "Jr", "Sr", "St", "No", "Nos", "Vol", "vol", "Art", "art", "Ch", "ch"),
    *("Sec", "sec", "Fig", "fig", "Eq", "Ed", "ed", "eds", "pp", "p", "et al", "etc", "vs", "cf", "approx", "Dept", "Univ", "Assn", "Bros", "Gov"),
    *("Gen", "Col", "Ph.D", "M.Sc", "B.Sc", "ca", "spp", "sp", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
)
