package post_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/source"
)

// x1Tweet is a tweet of version 1.1 with the parts that are not read, as the
// API gives them: most of its bytes.
const x1Tweet = `{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id":1380490591974133761,"id_str":"1380490591974133761","full_text":"Un texto #voto con @b1 y algo m\u00e1s https://t.co/abcdefghij","truncated":false,"display_text_range":[0,140],"entities":{"hashtags":[{"text":"voto","indices":[9,14]}],"symbols":[],"user_mentions":[{"screen_name":"b1","name":"B","id":8,"id_str":"8","indices":[19,22]}],"urls":[{"url":"https://t.co/abcdefghij","expanded_url":"https://example.org/una/nota/larga","display_url":"example.org/una/nota/\u2026","indices":[40,63]}]},"metadata":{"iso_language_code":"es","result_type":"recent"},"source":"<a href=\"https://example.org/android\" rel=\"nofollow\">Cliente para Android</a>","in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id":null,"in_reply_to_user_id_str":null,"in_reply_to_screen_name":null,"user":{"id":7,"id_str":"7","name":"A","screen_name":"a7","location":"","description":"Una descripci\u00f3n de la cuenta, con unas palabras","url":null,"entities":{"description":{"urls":[]}},"protected":false,"followers_count":102,"friends_count":293,"listed_count":25,"created_at":"Fri Nov 18 18:03:09 +0000 2011","favourites_count":1889,"utc_offset":null,"time_zone":null,"geo_enabled":false,"verified":false,"statuses_count":9728,"lang":null,"contributors_enabled":false,"is_translator":false,"profile_background_color":"131516","profile_background_image_url":"http://example.org/images/themes/theme14/bg.gif","profile_image_url_https":"https://example.org/profile_images/1645526467/normal.jpg","profile_link_color":"F57200","profile_text_color":"FF0000","default_profile":false,"default_profile_image":false,"following":null,"notifications":null,"translator_type":"none","withheld_in_countries":[]},"geo":null,"coordinates":null,"place":null,"contributors":null,"is_quote_status":false,"retweet_count":156,"favorite_count":0,"favorited":false,"retweeted":false,"possibly_sensitive":false,"lang":"es"}`

func BenchmarkX1(b *testing.B) {
	bench(b, "x-v1", []byte(strings.Repeat(x1Tweet+"\n", benchRows)), benchRows, source.Options{})
}

func BenchmarkXIO(b *testing.B) {
	var in bytes.Buffer
	in.WriteString(ioArchive[:strings.IndexByte(ioArchive, '\n')+1])
	for i := range benchRows {
		fmt.Fprintf(&in, "%d,hash%d+A=,hash%d+A=,hash%d+A=,\"Ciudad, País\",\"Una descripción de la cuenta\",,17,23,2016-12-04,en,es,\"Un texto #uno que dice algo https://t.co/abc\",2017-08-%02d 15:13,Cliente,,,,False,,,absent,absent,0.0,0.0,0.0,0.0,\"[uno, dos]\",\"[https://example.org/%d]\",[],\n",
			898925911294132224+i, i%97, i%97, i%97, 1+i%28, i)
	}
	bench(b, "x-io", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkFourCAT(b *testing.B) {
	row := strings.Split(fourCATX, "\n")
	bench(b, "4cat", []byte(row[0]+"\n"+strings.Repeat(row[1]+"\n", benchRows)), benchRows, source.Options{})
}

func BenchmarkTwarcCSV(b *testing.B) {
	row := strings.Split(twarcTable, "\n")
	bench(b, "twarc-csv", []byte(row[0]+"\n"+strings.Repeat(row[1]+"\n", benchRows)), benchRows, source.Options{})
}

func BenchmarkZeeschuimer(b *testing.B) {
	row := strings.Split(zeeX, "\n")[0]
	bench(b, "zeeschuimer", []byte(strings.Repeat(row+"\n", benchRows)), benchRows, source.Options{})
}
