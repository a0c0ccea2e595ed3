package sample;

final class StringUtils {}
