package claim

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// readCSV reads a table whose heading names claimReviewed.
func (f *File) readCSV(data []byte) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	head, err := r.Read()
	if err != nil {
		return
	}
	columns := columnsOf(head)
	if columns[textColumn] < 0 {
		return
	}
	for n := 2; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.Rejects = append(f.Rejects, Reject{n, BadRow})
			var bad *csv.ParseError
			if !errors.As(err, &bad) {
				return
			}
			continue
		}
		cell := func(column int) string {
			if at := columns[column]; at >= 0 && at < len(row) {
				return row[at]
			}
			return ""
		}
		f.add(n, Claim{
			Text: cell(textColumn), URL: cell(urlColumn), Publisher: cell(publisherColumn),
			Rating: cell(ratingColumn), Date: cell(dateColumn), Language: cell(languageColumn),
		})
	}
}

const (
	textColumn = iota
	urlColumn
	publisherColumn
	ratingColumn
	dateColumn
	languageColumn
	tableColumns
)

// columnsOf finds the columns by the names that feeds give them, without
// regard to case, spaces, dots and low lines; -1 where there is none.
func columnsOf(head []string) (columns [tableColumns]int) {
	known := [tableColumns][]string{
		textColumn:      {"claimreviewed", "claim", "claimtext"},
		urlColumn:       {"url", "reviewurl", "link"},
		publisherColumn: {"author", "authorname", "publisher", "publishername", "reviewauthorname"},
		ratingColumn:    {"reviewratingalternatename", "alternatename", "rating", "textualrating", "verdict"},
		dateColumn:      {"datepublished", "reviewdate", "date"},
		languageColumn:  {"inlanguage", "language", "lang"},
	}
	plain := strings.NewReplacer(" ", "", "_", "", ".", "", "-", "")
	for c, list := range known {
		columns[c] = -1
		for _, name := range list {
			for i, h := range head {
				if columns[c] < 0 && plain.Replace(strings.ToLower(h)) == name {
					columns[c] = i
				}
			}
		}
	}
	return columns
}
