package sample;

class Template {
    String said(String template, int port) {
        return template.formatted(port);
    }
}
