<?php
// Stands for prolog_before.php of Bitrix: only what the example of docs/portal.md calls, by Bitrix's own names.
namespace Bitrix\Main\Config {
    class Configuration {
        public static function getValue($name) {
            return $name === 'svyazka' ? ['url' => getenv('SVYAZKA_URL'), 'key' => getenv('SVYAZKA_KEY')] : null;
        }
    }
}
namespace Bitrix\Main\Web {
    class Json {
        public static function encode($data) { return json_encode($data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE); }
        public static function decode($text) { return json_decode($text, true, 512, JSON_THROW_ON_ERROR); }
    }
    class HttpClient {
        private $headers = [];
        private $status = 0;
        public function __construct(private array $options = []) {}
        public function setHeader($name, $value) { $this->headers[] = "$name: $value"; }
        public function getStatus() { return $this->status; }
        public function post($url, $body) {
            $context = stream_context_create(['http' => [
                'method' => 'POST', 'header' => implode("\r\n", $this->headers), 'content' => $body,
                'ignore_errors' => true, 'timeout' => $this->options['socketTimeout'],
            ]]);
            $answer = @file_get_contents($url, false, $context);
            $this->status = $answer === false ? 0 : (int) explode(' ', $http_response_header[0])[1];
            return $answer;
        }
    }
}
namespace {
    class StubUser {
        public function IsAuthorized() { return isset($_COOKIE['company']); }
        public function GetID() { return 1; }
    }
    class CUser {
        public static function GetByID($id) { return new self(); }
        public function Fetch() { return ['UF_SVYAZKA_COMPANY' => $_COOKIE['company']]; }
    }
    $USER = new StubUser();
}
