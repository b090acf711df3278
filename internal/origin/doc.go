// Package origin says where addresses are registered: the country (ISO 3166-1
// alpha-2) and the network (AS number, organisation) that databases at hand
// give for an address, whether they agree, and whether the network is one of
// hosting, of proxies, of Tor or of mobile carriers.
//
// The country of an address is what a registry or the maker of a database
// holds for a range of addresses. It is not where a person sits, and never who
// acted: an address of a hosting firm is registered where the firm is. So
// nothing here answers without the name of the database, its date and its
// SHA-256, and answers of several databases stand beside each other.
//
// # How it works
//
// Add reads a database as it is distributed and writes it in one compact form
// into a directory (docs/formats/origin.md). Open loads a directory in
// milliseconds: sorted starts of ranges as columns of numbers, with an index
// by the first 16 bits of an address. Lookup asks all of them and allocates
// nothing. The program fetches nothing; the files are given by the user.
package origin
