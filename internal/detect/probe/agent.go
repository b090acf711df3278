package probe

import "slices"

// scannerAgents are the names by which programs that look for weak spots, or
// count what is on the internet, call themselves.
var scannerAgents = []string{
	"nikto", "sqlmap", "nmap", "masscan", "zgrab", "nuclei", "projectdiscovery", "acunetix", "w3af", "wpscan", "wprecon", "dirbuster",
	"gobuster", "feroxbuster", "dirsearch", "ffuf", "fuzz faster", "wfuzz", "openvas", "nessus", "qualys", "arachni", "skipfish", "havij",
	"jorgee", "zmeu", "morfeus", "muieblackcat", "muhstik", "fimap", "fhscan", "jbrofuzz", "commix", "joomscan", "cmsmap", "droopescan",
	"whatweb", "webshag", "grendel-scan", "pangolin", "bsqlbf", "sqlninja", "sqlworm", "libwhisker", "toata", "datacha0s", "interactsh", "netsparker",
	"invicti", "appscan", "webinspect", "burpcollaborator", "burp suite", "owasp zap", "zaproxy", "metasploit", "xray/", "goby", "pocsuite", "wappalyzer",
	"hydra", "medusa/", "brutus", "t0phackteam", "anon force", "gh0st", "mozi.", "hello, world", "hello world", "xttpx", "httpx", "l9explore", "l9tcpid",
	"leakix", "censys", "internetmeasurement", "internet-measurement", "expanse", "xpanse", "shodan", "shadowserver", "binaryedge", "onyphe", "netsystemsresearch",
	"criminalip", "fofa", "zoomeye", "quake", "modatscanner", "odin", "nvdorz", "cloudmapping", "cloud mapping", "scan4all", "scanbot", "sysscan",
	"security scanner", "vulnerability scanner", "portscanner", "probethenet", "mozlila", "voideye", "damn small", "whatcms", "webvulnscan", "golismero",
	"detectify", "probely", "intruder.io", "tsunamisecurityscanner", "report runner", "custom-asynchttpclient", "jndi", "keydrop", "the-scanner",
}

// researchAgents are among the scanners those that say who sends them and why.
var researchAgents = []string{
	"censys", "internetmeasurement", "internet-measurement", "expanse", "xpanse", "shodan", "shadowserver", "binaryedge", "onyphe",
	"netsystemsresearch", "criminalip", "leakix", "modatscanner", "detectify",
}

// unwantedAgents are names of programs that copy whole sites, collect
// addresses, or crawl for a trade of their own. Many sites turn them away;
// asking is not an attack.
var unwantedAgents = []string{
	"httrack", "webcopier", "webzip", "webstripper", "websucker", "sitesucker", "site sucker", "sitesnagger", "teleport", "offline explorer", "offline navigator",
	"webreaper", "webwhacker", "webbandit", "webcollage", "webleacher", "websauger", "webcopy", "wget/1.5", "blackwidow", "getright", "flashget", "leechftp", "pavuk",
	"grabnet", "extractorpro", "emailsiphon", "email siphon", "emailwolf", "email wolf", "emailcollector", "cherrypicker", "autoemailspider", "linkextractor",
	"harvest", "siphon", "ltx71", "libwww-perl", "lwp-trivial", "lwp::simple", "lwp-request", "pecl::http", "http::lite", "gt::www", "winhttprequest", "indy library",
	"php crawl", "phpcrawl", "scrapy", "crawler4j", "heritrix", "nutch", "larbin", "mechanize", "mojolicious", "typhoeus", "pycurl", "grabber", "snoopy", "xenu",
	"mj12bot", "blexbot", "dotbot", "petalbot", "rogerbot", "ezooms", "exabot", "ccbot", "cogentbot", "barkrowler", "seokicks", "semalt", "sistrix", "linkdex",
	"spbot", "serpstat", "megaindex", "mail.ru_bot", "mauibot", "meanpath", "linkpadbot", "magpie-crawler", "buzzsumo", "builtwith", "netcraft", "domaincrawler",
	"domainstatsbot", "domainsproject", "dnyzbot", "zoominfobot", "zoombot", "gigabot", "yak/", "sogou", "sosospider", "youdaobot", "360spider", "80legs", "panscient",
	"picscout", "pixray", "copyscape", "turnitin", "trendiction", "brandwatch", "markmonitor", "awariosmartbot", "netcraftsurveyagent", "dataforseobot", "trendictionbot", "turnitinbot", "serpstatbot", "zauba", "backlinkcrawler", "dataforseo",
	"bytespider", "jobboersebot", "wotbox", "woobot", "xovibot", "zyborg", "mb2345browser", "liebaofast", "oppo a33", "frontpage",
	"bbbike", "webalta", "nimbostratus", "surveybot", "true_robot", "vci", "kinza", "gozilla", "go!zilla", "netants", "reget", "smartdownload", "massdownloader",
	"mass downloader", "alexibot", "backdoorbot", "black hole", "bullseye", "bunnyslippers", "cheesebot", "copyrightcheck", "dittospyder", "erocrawler", "foobot",
	"humanlinks", "infonavirobot", "jennybot", "kenjin", "lexibot", "linkwalker", "mata hari", "microsoft url control", "miixpc", "mister pix", "moget", "nicerspro",
	"npbot", "openfind", "prowebwalker", "queryn metasearch", "repomonkey", "spankbot", "spanner", "suzuran", "szukacz", "telesoft", "the intraformant", "thenomad",
	"titan", "turingos", "urly warning", "webauto", "webenhancer", "webmasterworldforumbot", "wwwoffle", "xaldon", "zeus", "x09mozilla", "x22mozilla",
}

// claims are crawlers whose operators publish the ranges that they come from,
// by what their agents say.
var claims = []struct{ text, name string }{
	{"googlebot", "Googlebot"},
	{"adsbot-google", "Googlebot"},
	{"bingbot", "Bingbot"},
	{"applebot", "Applebot"},
	{"duckduckbot", "DuckDuckBot"},
	{"yandexbot", "YandexBot"},
	{"yandex.com/bots", "YandexBot"},
	{"baiduspider", "Baiduspider"},
	{"facebookexternalhit", "facebookexternalhit"},
	{"twitterbot", "Twitterbot"},
	{"linkedinbot", "LinkedInBot"},
	{"gptbot", "GPTBot"},
	{"ahrefsbot", "AhrefsBot"},
	{"semrushbot", "SemrushBot"},
	{"amazonbot", "Amazonbot"},
	{"petalbot", "PetalBot"},
	{"pinterestbot", "Pinterestbot"},
	{"slurp", "Yahoo! Slurp"},
}

// declared are words of agents that say that they are programs and no
// browsers: crawlers, feed readers, link previews and monitors.
var declared = []string{
	"bot/", "bot;", "bot)", "bot ", "+http", "crawler", "spider", "externalhit", "whatsapp", "preview", "monitor", "uptime", "pingdom", "feedfetcher", "feedly", "archiver",
}

// monitors are words of agents that look whether a site is up.
var monitors = []string{
	"monitor", "uptime", "pingdom", "statuscake", "site24x7", "newrelicpinger", "datadog", "checkly", "hetrixtools", "freshping", "betteruptime", "check-host", "isitdown",
	"downforeveryone", "downdetector", "host-tracker", "gtmetrix", "pagespeed", "updown.io", "cloudflare-healthchecks", "check_http", "blackbox",
}

// libraries are the names of what programs send requests with.
var libraries = []string{
	"curl/", "wget/", "python-requests", "python-urllib", "aiohttp", "python/", "go-http-client", "okhttp", "java/", "apache-httpclient", "libwww", "perl", "ruby",
	"httpclient", "apachebench", "siege", "scrapy", "node-fetch", "axios", "undici", "headlesschrome", "phantomjs", "selenium", "puppeteer", "playwright", "fasthttp",
	"guzzle", "php/", "rest-client", "postman", "insomnia", "winhttp", "powershell", "k6/", "jmeter", "vegeta", "locust", "wrk", "hey/", "bombardier",
}

// agentPatterns are the patterns of agents alone.
func agentPatterns() []pattern {
	return slices.Concat(
		list(ScannerAgent, inAgent, strong, wordStart, scannerAgents...),
		list(UnwantedAgent, inAgent, strong, wordStart|wordEnd, unwantedAgents...))
}
