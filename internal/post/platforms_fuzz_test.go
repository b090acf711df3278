package post_test

import (
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/source"
)

func FuzzCrowdTangle(f *testing.F) {
	fuzz(f, "crowdtangle", source.Options{Zone: time.UTC}, crowdTanglePages, crowdTangleGroups, crowdTangleInstagram)
}

func FuzzCrowdTangleAPI(f *testing.F) {
	fuzz(f, "crowdtangle-api", source.Options{}, crowdTangleAPI,
		`{"result":{"posts":[1,{"platformId":1,"account":[],"date":{}}]},"result":{"posts":[[]]}}`)
}

func FuzzMetaLibrary(f *testing.F) {
	fuzz(f, "meta-library", source.Options{}, metaLibrary)
}

func FuzzTelegram(f *testing.F) {
	fuzz(f, "telegram", source.Options{Zone: time.UTC}, telegramChat, telegramAccount,
		`{"id":1,"messages":[1,"a",[2],{"a":]},null]]]},"b":{{}`,
		"{\"messages\":[\n {\"a\":\"\n {\"type\":\"message\",\"id\":2}\n]\n}\n{\"messages\":[3]}")
}

func FuzzTelethon(f *testing.F) {
	fuzz(f, "telethon", source.Options{}, telethonLines,
		`{"id":1,"message":"\ud83d a","date":1620216000,"peer_id":{"user_id":-3},"entities":[{"_":"MessageEntityUrl","offset":1,"length":9999999999},{"_":"MessageEntityHashtag","offset":-1,"length":1}]}`)
}

func FuzzBluesky(f *testing.F) {
	fuzz(f, "bluesky", source.Options{}, jetstream, tap, blueskyAnswers,
		`{"thread":{"post":1,"replies":[{"post":[]},{"replies":{}}],"parent":{"parent":{"post":{}}}},"posts":[{}],"feed":7}`)
}

func FuzzMastodon(f *testing.F) {
	fuzz(f, "mastodon", source.Options{}, mastodonList, mastodonCaptured,
		`{"statuses":[{"id":"1","account":{"acct":"a"},"created_at":"2021-05-05T12:00:00Z","content":"<a href=\"http\u0000://x\"></p><script><style>&#xd800;&#0;</a><br"}]}`)
}

func FuzzYouTube(f *testing.F) {
	fuzz(f, "youtube", source.Options{Zone: time.UTC}, youtubeThreads, youtubeComments, youtubeVideos,
		`{"items":[{"snippet":{"topLevelComment":1,"topLevelComment":{}},"replies":{"comments":[[]]}}]}`)
}

func FuzzVK(f *testing.F) {
	fuzz(f, "vk", source.Options{}, vkWall, vkLines,
		`{"items":[{}],"response":{"items":[{"id":1,"text":"[id1|[club2|[id|","date":1620216000.5,"from_id":1,"copy_history":[0]}]},"response":[{}]}`)
}
