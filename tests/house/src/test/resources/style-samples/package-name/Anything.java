package dev.toolbridge.api.common;

class Anything {}
