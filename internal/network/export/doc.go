// Package export is the one form in which a network leaves the program: CSV
// and Parquet for tables of edges, GraphML, GEXF 1.3 and JSON for whole
// networks with their nodes and with how they were made. docs/formats/network-files.md
// shows each file.
//
// Ids come from the input and may hold anything. CSV gives their bytes as
// they are. The other formats hold Unicode text: what a format cannot say is
// replaced by U+FFFD, and ids that this makes alike stay apart by a suffix.
package export
