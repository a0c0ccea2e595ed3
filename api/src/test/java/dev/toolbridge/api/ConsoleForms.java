package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.FormBrowser;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of the console's pages, as a browser without scripts fills them in.
final class ConsoleForms {

    private ConsoleForms() {}

    /// Sends a form as a page of the console does.
    static HttpResponse<String> submit(FormBrowser browser, String path, Map<String, String> fields) {
        return browser.submit(path, fields, "Sec-Fetch-Site", "same-origin");
    }

    /// The address of a new item.
    static String made(FormBrowser browser, String plural, Map<String, String> fields) {
        return made(browser, "/console", plural, fields);
    }

    /// The address of a new item in a project.
    static String made(FormBrowser browser, String project, String plural, Map<String, String> fields) {
        var made = submit(browser, project + "/" + plural, fields);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        String address = made.headers().firstValue("Location").orElseThrow();
        return address.substring(0, address.indexOf('?'));
    }

    /// The fields of the page's last form with what stands in them.
    static Map<String, String> fields(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isIn(200, 412);
        String form = page.body()
                .substring(page.body().lastIndexOf("<form", page.body().lastIndexOf("<dialog")));
        var fields = new HashMap<String, String>();
        Matcher inputs = Pattern.compile("<input [^>]*name=\"(\\w+)\"[^>]*value=\"([^\"]*)\"")
                .matcher(form);
        while (inputs.find()) {
            fields.put(inputs.group(1), unescaped(inputs.group(2)));
        }
        Matcher texts = Pattern.compile("<textarea [^>]*name=\"(\\w+)\"[^>]*>\n([^<]*)</textarea>")
                .matcher(form);
        while (texts.find()) {
            fields.put(texts.group(1), unescaped(texts.group(2)));
        }
        return fields;
    }

    private static String unescaped(String html) {
        return html.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
