package origin

import "strings"

// Country is a country code of ISO 3166-1 alpha-2 as two letters in one
// number, the first in the high byte; 0 is unknown.
type Country uint16

// countryCodes are the codes of ISO 3166-1 alpha-2 that are assigned, and XK,
// which the standard leaves to its users and databases use for Kosovo.
const countryCodes = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ" +
	"CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR" +
	"GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP" +
	"KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ" +
	"NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW" +
	"SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZ" +
	"UAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW"

// numbers of the dense ids of countries: 0 unknown, then AA to ZZ.
const countryIDs = 26*26 + 1

// ParseCountry reads a code in either case. Marks that databases use for "not
// known" (empty, "-", "??", XX, ZZ, None, and EU and AP, which are no
// countries) give 0 and true; what is no code gives false.
func ParseCountry(s string) (c Country, ok bool) {
	switch s = strings.ToUpper(strings.TrimSpace(s)); s {
	case "", "-", "--", "??", "XX", "ZZ", "NONE", "UNKNOWN", "EU", "AP":
		return 0, true
	}
	if len(s) != 2 {
		return 0, false
	}
	c = Country(s[0])<<8 | Country(s[1])
	if !c.valid() {
		return 0, false
	}
	return c, true
}

// String is the code, "" where it is unknown.
func (c Country) String() string {
	if c == 0 {
		return ""
	}
	return string([]byte{byte(c >> 8), byte(c)})
}

// assigned holds of the ids of 0 and of every code of the standard.
var assigned = func() (of [countryIDs]bool) {
	of[0] = true
	for i := 0; i < len(countryCodes); i += 2 {
		of[(Country(countryCodes[i])<<8 | Country(countryCodes[i+1])).id()] = true
	}
	return of
}()

// valid holds of 0 and of every code of the standard.
func (c Country) valid() bool {
	hi, lo := c>>8, c&0xff
	return c == 0 || hi >= 'A' && hi <= 'Z' && lo >= 'A' && lo <= 'Z' && assigned[c.id()]
}

// id is a number below countryIDs, for arrays of counts. It orders as codes do.
func (c Country) id() int {
	if c == 0 {
		return 0
	}
	return int(c>>8-'A')*26 + int(c&0xff-'A') + 1
}

// countryOf is the country of an id.
func countryOf(id int) Country {
	if id == 0 {
		return 0
	}
	return Country('A'+(id-1)/26)<<8 | Country('A'+(id-1)%26)
}
