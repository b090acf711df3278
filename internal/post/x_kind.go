package post

import "github.com/unveil-project/unveil/internal/source"

// What X's APIs give besides posts, by the key of the refusal that says so.
const (
	xUsers      = "x-users"
	xCounts     = "x-counts"
	xCompliance = "x-compliance"
	xLists      = "x-lists"
)

// xOther says which of X's answers that hold no posts an object, or the page
// it is, belongs to; "" where it may hold posts.
func xOther(object []byte) string {
	data := within(object, "data")
	if data != nil {
		object = data
	}
	names := topNames(object)
	profiled := data != nil || names.any("public_metrics", "profile_image_url", "pinned_tweet_id")
	switch {
	case names.any("text", "full_text"):
		return ""
	case names.all("start", "end", "tweet_count"):
		return xCounts
	case names.all("id", "action", "created_at") && (names["redacted_at"] || withdrawn[memberString(object, "reason")]):
		return xCompliance
	case names.all("id", "name", "owner_id", "member_count"):
		return xLists
	case profiled && names.all("id", "username", "name"), names.all("screen_name", "followers_count", "statuses_count"):
		return xUsers
	}
	return ""
}

// withdrawn are the reasons that the compliance service gives.
var withdrawn = map[string]bool{"deleted": true, "deactivated": true, "protected": true, "suspended": true, "scrub_geo": true}

// memberString is the string that a member of an object holds, "" where it
// holds none or has escapes.
func memberString(object []byte, name string) string {
	for n, value := range opening(object) {
		if length := quotedLength(value); n == name && length > 0 {
			return string(plainString(value[:length]))
		}
	}
	return ""
}

// refuseOthers refuses a stream whose first value shows that it holds
// something else of X than posts.
func refuseOthers(first []byte) error {
	if key := xOther(firstObject(first)); key != "" {
		return source.Refuse(key)
	}
	return nil
}
