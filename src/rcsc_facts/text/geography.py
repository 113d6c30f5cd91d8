"""The countries of ISO 3166-1 with their UN M49 regions: what can be asked for, beyond what a store names.

Codes are those of ISO 3166-1; each country's region is the one of the five macro regions of
UN M49 (https://unstats.un.org/unsd/methodology/m49/) that it lies in. M49 gives Antarctica
none, and has no entry for Taiwan, which is placed by where it lies.
"""

from functools import cache
from typing import NamedTuple

from rcsc_facts.text.folding import slug


class Country(NamedTuple):
    """One country or territory of ISO 3166-1."""

    code: str
    """ISO 3166-1 alpha-2."""
    alpha3: str
    region: str | None
    """The UN M49 macro region, a word of `vocabulary.REGIONS`; None for Antarctica."""
    names: tuple[str, ...]
    """Short English names, the most usual first."""


@cache
def countries() -> dict[str, Country]:
    """Return every country by its alpha-2 code, in the order of the codes."""
    found = {}
    for line in _TABLE.splitlines():
        code, alpha3, region, names = line.split(" ", 3)
        found[code] = Country(code, alpha3, None if region == "-" else region, tuple(names.split("/")))
    return found


@cache
def spellings() -> dict[str, str]:
    """Return the alpha-2 code of every name, alpha-2 and alpha-3 code, each as a slug."""
    found = {}
    for country in countries().values():
        for word in (country.code, country.alpha3, *country.names):
            found[slug(word)] = country.code
    return found


_TABLE = """\
AD AND europe Andorra
AE ARE asia United Arab Emirates/UAE
AF AFG asia Afghanistan
AG ATG americas Antigua and Barbuda/Antigua
AI AIA americas Anguilla
AL ALB europe Albania
AM ARM asia Armenia
AO AGO africa Angola
AQ ATA - Antarctica
AR ARG americas Argentina
AS ASM oceania American Samoa
AT AUT europe Austria
AU AUS oceania Australia
AW ABW americas Aruba
AX ALA europe Åland Islands
AZ AZE asia Azerbaijan
BA BIH europe Bosnia and Herzegovina/Bosnia
BB BRB americas Barbados
BD BGD asia Bangladesh
BE BEL europe Belgium
BF BFA africa Burkina Faso
BG BGR europe Bulgaria
BH BHR asia Bahrain
BI BDI africa Burundi
BJ BEN africa Benin
BL BLM americas Saint Barthélemy/St Barthélemy
BM BMU americas Bermuda
BN BRN asia Brunei/Brunei Darussalam
BO BOL americas Bolivia
BQ BES americas Bonaire, Sint Eustatius and Saba/Caribbean Netherlands
BR BRA americas Brazil
BS BHS americas Bahamas
BT BTN asia Bhutan
BV BVT americas Bouvet Island
BW BWA africa Botswana
BY BLR europe Belarus
BZ BLZ americas Belize
CA CAN americas Canada
CC CCK oceania Cocos Islands/Keeling Islands
CD COD africa Democratic Republic of the Congo/DR Congo/DRC/Congo-Kinshasa
CF CAF africa Central African Republic
CG COG africa Republic of the Congo/Congo/Congo Republic/Congo-Brazzaville
CH CHE europe Switzerland
CI CIV africa Côte d'Ivoire/Ivory Coast
CK COK oceania Cook Islands
CL CHL americas Chile
CM CMR africa Cameroon
CN CHN asia China/PRC
CO COL americas Colombia
CR CRI americas Costa Rica
CU CUB americas Cuba
CV CPV africa Cabo Verde/Cape Verde
CW CUW americas Curaçao
CX CXR oceania Christmas Island
CY CYP asia Cyprus
CZ CZE europe Czechia/Czech Republic
DE DEU europe Germany
DJ DJI africa Djibouti
DK DNK europe Denmark
DM DMA americas Dominica
DO DOM americas Dominican Republic
DZ DZA africa Algeria
EC ECU americas Ecuador
EE EST europe Estonia
EG EGY africa Egypt
EH ESH africa Western Sahara
ER ERI africa Eritrea
ES ESP europe Spain
ET ETH africa Ethiopia
FI FIN europe Finland
FJ FJI oceania Fiji
FK FLK americas Falkland Islands/Malvinas
FM FSM oceania Micronesia/Federated States of Micronesia
FO FRO europe Faroe Islands
FR FRA europe France
GA GAB africa Gabon
GB GBR europe United Kingdom/UK/Britain/Great Britain
GD GRD americas Grenada
GE GEO asia Georgia
GF GUF americas French Guiana
GG GGY europe Guernsey
GH GHA africa Ghana
GI GIB europe Gibraltar
GL GRL americas Greenland
GM GMB africa Gambia
GN GIN africa Guinea
GP GLP americas Guadeloupe
GQ GNQ africa Equatorial Guinea
GR GRC europe Greece
GS SGS americas South Georgia and the South Sandwich Islands
GT GTM americas Guatemala
GU GUM oceania Guam
GW GNB africa Guinea-Bissau
GY GUY americas Guyana
HK HKG asia Hong Kong
HM HMD oceania Heard Island and McDonald Islands
HN HND americas Honduras
HR HRV europe Croatia
HT HTI americas Haiti
HU HUN europe Hungary
ID IDN asia Indonesia
IE IRL europe Ireland
IL ISR asia Israel
IM IMN europe Isle of Man
IN IND asia India
IO IOT africa British Indian Ocean Territory
IQ IRQ asia Iraq
IR IRN asia Iran
IS ISL europe Iceland
IT ITA europe Italy
JE JEY europe Jersey
JM JAM americas Jamaica
JO JOR asia Jordan
JP JPN asia Japan
KE KEN africa Kenya
KG KGZ asia Kyrgyzstan/Kyrgyz Republic
KH KHM asia Cambodia
KI KIR oceania Kiribati
KM COM africa Comoros
KN KNA americas Saint Kitts and Nevis/St Kitts and Nevis
KP PRK asia North Korea/DPRK
KR KOR asia South Korea/Republic of Korea
KW KWT asia Kuwait
KY CYM americas Cayman Islands
KZ KAZ asia Kazakhstan
LA LAO asia Laos/Lao PDR
LB LBN asia Lebanon
LC LCA americas Saint Lucia/St Lucia
LI LIE europe Liechtenstein
LK LKA asia Sri Lanka
LR LBR africa Liberia
LS LSO africa Lesotho
LT LTU europe Lithuania
LU LUX europe Luxembourg
LV LVA europe Latvia
LY LBY africa Libya
MA MAR africa Morocco
MC MCO europe Monaco
MD MDA europe Moldova
ME MNE europe Montenegro
MF MAF americas Saint Martin/Saint-Martin
MG MDG africa Madagascar
MH MHL oceania Marshall Islands
MK MKD europe North Macedonia/Macedonia
ML MLI africa Mali
MM MMR asia Myanmar/Burma
MN MNG asia Mongolia
MO MAC asia Macao/Macau
MP MNP oceania Northern Mariana Islands
MQ MTQ americas Martinique
MR MRT africa Mauritania
MS MSR americas Montserrat
MT MLT europe Malta
MU MUS africa Mauritius
MV MDV asia Maldives
MW MWI africa Malawi
MX MEX americas Mexico
MY MYS asia Malaysia
MZ MOZ africa Mozambique
NA NAM africa Namibia
NC NCL oceania New Caledonia
NE NER africa Niger
NF NFK oceania Norfolk Island
NG NGA africa Nigeria
NI NIC americas Nicaragua
NL NLD europe Netherlands/Holland
NO NOR europe Norway
NP NPL asia Nepal
NR NRU oceania Nauru
NU NIU oceania Niue
NZ NZL oceania New Zealand
OM OMN asia Oman
PA PAN americas Panama
PE PER americas Peru
PF PYF oceania French Polynesia
PG PNG oceania Papua New Guinea
PH PHL asia Philippines
PK PAK asia Pakistan
PL POL europe Poland
PM SPM americas Saint Pierre and Miquelon/St Pierre and Miquelon
PN PCN oceania Pitcairn
PR PRI americas Puerto Rico
PS PSE asia Palestine/State of Palestine
PT PRT europe Portugal
PW PLW oceania Palau
PY PRY americas Paraguay
QA QAT asia Qatar
RE REU africa Réunion
RO ROU europe Romania
RS SRB europe Serbia
RU RUS europe Russia/Russian Federation
RW RWA africa Rwanda
SA SAU asia Saudi Arabia
SB SLB oceania Solomon Islands
SC SYC africa Seychelles
SD SDN africa Sudan
SE SWE europe Sweden
SG SGP asia Singapore
SH SHN africa Saint Helena, Ascension and Tristan da Cunha/Saint Helena
SI SVN europe Slovenia
SJ SJM europe Svalbard and Jan Mayen
SK SVK europe Slovakia/Slovak Republic
SL SLE africa Sierra Leone
SM SMR europe San Marino
SN SEN africa Senegal
SO SOM africa Somalia
SR SUR americas Suriname
SS SSD africa South Sudan
ST STP africa São Tomé and Príncipe/Sao Tome
SV SLV americas El Salvador
SX SXM americas Sint Maarten
SY SYR asia Syria/Syrian Arab Republic
SZ SWZ africa Eswatini/Swaziland
TC TCA americas Turks and Caicos Islands
TD TCD africa Chad
TF ATF africa French Southern Territories
TG TGO africa Togo
TH THA asia Thailand
TJ TJK asia Tajikistan
TK TKL oceania Tokelau
TL TLS asia Timor-Leste/East Timor
TM TKM asia Turkmenistan
TN TUN africa Tunisia
TO TON oceania Tonga
TR TUR asia Türkiye/Turkey
TT TTO americas Trinidad and Tobago/Trinidad
TV TUV oceania Tuvalu
TW TWN asia Taiwan
TZ TZA africa Tanzania
UA UKR europe Ukraine
UG UGA africa Uganda
UM UMI oceania United States Minor Outlying Islands
US USA americas United States/USA/US/United States of America
UY URY americas Uruguay
UZ UZB asia Uzbekistan
VA VAT europe Vatican City/Holy See/Vatican
VC VCT americas Saint Vincent and the Grenadines/St Vincent and the Grenadines
VE VEN americas Venezuela
VG VGB americas British Virgin Islands
VI VIR americas United States Virgin Islands/US Virgin Islands
VN VNM asia Vietnam/Viet Nam
VU VUT oceania Vanuatu
WF WLF oceania Wallis and Futuna
WS WSM oceania Samoa
YE YEM asia Yemen
YT MYT africa Mayotte
ZA ZAF africa South Africa
ZM ZMB africa Zambia
ZW ZWE africa Zimbabwe
"""
