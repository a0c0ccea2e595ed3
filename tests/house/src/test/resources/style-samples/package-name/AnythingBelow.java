package dev.toolbridge.service.util;

class AnythingBelow {}
