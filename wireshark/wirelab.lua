-- Shows the messages of Wirelab's framings in Wireshark and tshark.
--
-- To install: copy this file into the folder that Wireshark names under Help > About > Folders > Personal Lua Plugins,
-- or start it with  wireshark -X lua_script:wirelab.lua
--
-- The ports of the labs are known. For any other port choose Wirelab under Analyze > Decode As, and the framing under
-- Preferences > Protocols > Wirelab; with tshark:
--   tshark -X lua_script:wirelab.lua -d tcp.port==9000,wirelab -o wirelab.framing:length16 -r capture.pcapng

local LARGEST = 16 * 1024 * 1024 -- a length above this is taken for bytes of another framing

-- What the labs' servers speak on their own ports. 65432 is raw in labs 1 and 2, and line in 6 and 12.
local TCP_PORTS = { [65432] = "raw", [5000] = "line", [12345] = "line", [1026] = "line", [10101] = "length32", [7000] = "length16" }
local UDP_PORTS = { 12000, 12001 }

local wirelab = Proto("wirelab", "Wirelab")

local framing_field = ProtoField.string("wirelab.framing", "Framing")
local length_field = ProtoField.uint32("wirelab.length", "Length of the message")
local message_field = ProtoField.bytes("wirelab.message", "Message")
local text_field = ProtoField.string("wirelab.text", "Text", base.UNICODE)
local broken_field = ProtoExpert.new("wirelab.broken", "Not a message in this framing", expert.group.MALFORMED, expert.severity.WARN)
wirelab.fields = { framing_field, length_field, message_field, text_field }
wirelab.experts = { broken_field }

local NAMES = { "by port", "raw", "line", "length16", "length32", "netstring", "delimited", "fixed", "slip", "cobs" }
local choices = {}
for index, name in ipairs(NAMES) do choices[index] = { index, name, index } end
wirelab.prefs.framing = Pref.enum("Framing", 1, "How the bytes are cut into messages", choices, false)
wirelab.prefs.parameter = Pref.string("Parameter", "", "For delimited: the bytes, percent-encoded (%00). For fixed: the size (1024).")

-- Each framing finds the first frame in `bytes`. It returns the frame's size, where the message begins in it, and the
-- message's size or (where it is escaped on the wire) the message itself. Where bytes are missing it returns nil and how
-- many are known to be; where the bytes are no frame, nil, nil and why.
local framings = {}

function framings.raw(bytes)
  return #bytes, 0, #bytes
end

local function delimited_by(delimiter)
  return function(bytes)
    local first, last = bytes:find(delimiter, 1, true)
    if not first then return nil end
    return last, 0, first - 1
  end
end

function framings.line(bytes)
  local size, start, length = delimited_by("\n")(bytes)
  if size and length > 0 and bytes:byte(length) == 0x0d then length = length - 1 end
  return size, start, length
end

local function length_prefix(size)
  return function(bytes)
    if #bytes < size then return nil, size - #bytes end
    local length = 0
    for index = 1, size do length = length * 256 + bytes:byte(index) end
    if length > LARGEST then return nil, nil, "a length of " .. length .. " bytes" end
    if #bytes < size + length then return nil, size + length - #bytes end
    return size + length, size, length
  end
end

framings.length16 = length_prefix(2)
framings.length32 = length_prefix(4)

function framings.netstring(bytes)
  local digits = bytes:match("^(%d+):")
  if not digits then
    if bytes:match("^%d*$") and #bytes < 10 then return nil end
    return nil, nil, "no length in digits with a colon behind it"
  end
  local length = tonumber(digits)
  if length > LARGEST then return nil, nil, "a length of " .. digits .. " bytes" end
  local size = #digits + 1 + length + 1
  if #bytes < size then return nil, size - #bytes end
  if bytes:sub(size, size) ~= "," then return nil, nil, "no comma behind the message" end
  return size, #digits + 1, length
end

function framings.delimited(bytes, parameter)
  local delimiter = parameter:gsub("%%(%x%x)", function(digits) return string.char(tonumber(digits, 16)) end)
  if delimiter == "" then return nil, nil, "the preference Parameter names no delimiter" end
  return delimited_by(delimiter)(bytes)
end

function framings.fixed(bytes, parameter)
  local size = tonumber(parameter)
  if not size or size < 1 then return nil, nil, "the preference Parameter names no size" end
  if #bytes < size then return nil, size - #bytes end
  local record = bytes:sub(1, size)
  return size, 0, #record:gsub("%z+$", "")
end

function framings.slip(bytes)
  local size = bytes:find("\192", 1, true)
  if not size then return nil end
  local frame = bytes:sub(1, size - 1)
  local escapes = frame:gsub("\219[\220\221]", "")
  if escapes:find("\219", 1, true) then return nil, nil, "db that is not followed by dc or dd" end
  return size, 0, (frame:gsub("\219([\220\221])", { ["\220"] = "\192", ["\221"] = "\219" }))
end

function framings.cobs(bytes)
  local size = bytes:find("\0", 1, true)
  if not size then return nil end
  local parts = {}
  local at = 1
  while at < size do
    local code = bytes:byte(at)
    if at + code > size then return nil, nil, "a block that is longer than its frame" end
    parts[#parts + 1] = bytes:sub(at + 1, at + code - 1)
    at = at + code
    if code < 255 and at < size then parts[#parts + 1] = "\0" end
  end
  return size, 0, table.concat(parts)
end

-- True for UTF-8 without control characters other than tabs and line ends.
local function is_text(bytes)
  if bytes:find("[%z\1-\8\11\12\14-\31\127]") then return false end
  local rest = bytes:gsub("[\194-\223][\128-\191]", ""):gsub("[\224-\239][\128-\191][\128-\191]", ""):gsub("[\240-\244][\128-\191][\128-\191][\128-\191]", "")
  return not rest:find("[\128-\255]")
end

local function in_info(bytes)
  if not is_text(bytes) then return #bytes .. " bytes" end
  local text = bytes:gsub("[\t\r\n]", " ")
  if #text > 60 then text = text:sub(1, 60):gsub("[\192-\255][\128-\191]*$", "") .. "…" end
  return '"' .. text .. '"'
end

local function framing_of(pinfo)
  if pinfo.port_type == 3 then return "datagram" end -- UDP keeps the borders of messages
  local chosen = NAMES[wirelab.prefs.framing]
  if chosen ~= "by port" then return chosen end
  return TCP_PORTS[pinfo.match_uint] or TCP_PORTS[pinfo.dst_port] or TCP_PORTS[pinfo.src_port] or "raw"
end

-- Adds one message; `content` is its bytes, `range` where they are.
local function show(tree, range, name, frame_range, content)
  local item = tree:add(wirelab, frame_range, "Wirelab message, " .. #content .. " bytes")
  item:add(framing_field, name):set_generated()
  item:add(length_field, #content):set_generated()
  if #content == 0 then return end
  item:add(message_field, range)
  if is_text(content) then item:add_packet_field(text_field, range, ENC_UTF_8) end
end

function wirelab.dissector(buffer, pinfo, tree)
  local name = framing_of(pinfo)
  local find = framings[name] or framings.raw
  local bytes = buffer:raw()
  local told = {}
  local offset = 0
  pinfo.cols.protocol = "Wirelab"
  repeat
    local size, start, message = find(bytes:sub(offset + 1), wirelab.prefs.parameter)
    if not size and message then
      tree:add(wirelab, buffer(offset), "Wirelab"):add_proto_expert_info(broken_field, "not a message in the framing " .. name .. ": " .. message)
      told[#told + 1] = "not " .. name
      offset = #bytes
    elseif not size then
      -- The rest of it is in segments to come: these bytes are shown with the last of them.
      pinfo.desegment_offset = offset
      pinfo.desegment_len = start or DESEGMENT_ONE_MORE_SEGMENT
      if #told > 0 then pinfo.cols.info = table.concat(told, ", ") end
      return buffer:len()
    else
      local content, range
      if type(message) == "string" then
        content = message
        if #content > 0 then range = ByteArray.new(content, true):tvb("Message without " .. name)() end
      else
        content = bytes:sub(offset + start + 1, offset + start + message)
        if message > 0 then range = buffer(offset + start, message) end
      end
      if size == 0 then show(tree, nil, name, buffer(), content) else show(tree, range, name, buffer(offset, size), content) end
      told[#told + 1] = in_info(content)
      offset = offset + size
    end
  until offset >= #bytes
  pinfo.cols.info = table.concat(told, ", ")
  return buffer:len()
end

local tcp = DissectorTable.get("tcp.port")
for port in pairs(TCP_PORTS) do tcp:add(port, wirelab) end
tcp:add_for_decode_as(wirelab)

local udp = DissectorTable.get("udp.port")
for _, port in ipairs(UDP_PORTS) do udp:add(port, wirelab) end
udp:add_for_decode_as(wirelab)
