package sample;

class Formatted {
    String share(double part) {
        return String.format("%.1f", part);
    }
}
