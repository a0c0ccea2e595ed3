package sample;

class Lower {
    String key(String name) {
        return name.toLowerCase();
    }
}
