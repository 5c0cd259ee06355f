# An echo bot without an SDK, an app secret or a port of its own: reads events from the HTTP API, replies through it.
# Run it with: FEISHU_API=http://127.0.0.1:8080 FEISHU_API_KEY=... python3 examples/echo.py mybot
import http.client, json, os, sys, time, urllib.request
account = f"{os.environ['FEISHU_API']}/api/accounts/{sys.argv[1]}"
headers = {"Authorization": f"Bearer {os.environ.get('FEISHU_API_KEY', '')}", "Content-Type": "application/json"}
start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())

def call(path, body=None):
    return urllib.request.urlopen(urllib.request.Request(account + path, body and json.dumps(body).encode(), headers), timeout=60)

while True:  # A stream may be cut, when a silo stops for example. With Last-Event-ID the next one goes on where it ended.
    try:
        for line in call(f"/events?type=im.message.receive_v1&from={start}"):
            field, _, value = line.decode().rstrip().partition(": ")
            if field == "id": place = value
            if field == "data" and not (event := json.loads(value))["self"]:
                message = event["payload"]["event"]["message"]
                reply = {"chatId": message["chat_id"], "text": json.loads(message["content"]).get("text", "I can only read text.")}
                # An event that is read again is not answered again, for it has the same key.
                call(f"/messages/{message['message_id']}/reply", reply | {"idempotencyKey": message["message_id"]}).close()
                headers["Last-Event-ID"] = place
    except (OSError, http.client.HTTPException) as problem:
        print(problem, file=sys.stderr)
        if getattr(problem, "code", 0) in (400, 413, 422): headers["Last-Event-ID"] = place  # Never taken: on to the next one.
        time.sleep(1)
